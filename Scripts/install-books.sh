#!/usr/bin/env bash
# Installs every edition whose files are at hand and that is not installed yet.
# usage: install-books.sh OSTEON DATA
set -euo pipefail
osteon=$1
data=$2
if [ ! -d "$data" ]; then
  echo "no official files in $data: set OSTEON_DATA to a folder that holds them"
  exit 0
fi
installed=$("$osteon" book list)
install() { # edition, from, to, notes as of, files...
  local edition=$1 from=$2 to=$3 notes=$4
  shift 4
  if grep -q "^$edition " <<<"$installed"; then return; fi
  "$osteon" book build --edition "$edition" --from "$from" --to "$to" --notes-as-of "$notes" "$@"
}
april=$data/fy2026_april
install 2026-04 2026-04-01 2026-09-30 "" "$data/fy2026/icd10cm_order_2026.reconstructed.txt" \
  "$april/icd10cm_tabular_april_2026.xml" "$april/icd10cm_eindex_april_2026.xml"
install 2027 2026-10-01 2027-09-30 "April 2026 with some of FY2027" "$data/fy2027/icd10cm_order_2027.reconstructed.txt" \
  "$data/fy2027/icd10cm_tabular_2027.patched.xml" "$data/fy2027/icd10cm_index_2027.bone_density_excerpt.xml"
