#!/usr/bin/env bash
# Writes 500 made-up claims and has them checked by pyx12 and fhir.resources, which are installed into a virtual
# environment of their own (OSTEON_VALIDATORS, else .build/validators). Skips, and says so, where that cannot be done.
# usage: test-claims.sh OSTEON [COUNT]
set -euo pipefail
cd "$(dirname "$0")/.."
osteon=$(realpath "$1")
validators=${OSTEON_VALIDATORS:-.build/validators}
if ! [ -x "$validators/bin/python" ] || ! "$validators/bin/python" -c 'import pyx12, fhir.resources' 2>/dev/null; then
  if ! python3 -m venv "$validators" 2>/dev/null \
    || ! "$validators/bin/pip" install --quiet --disable-pip-version-check pyx12==4.0.0 fhir.resources==8.3.0; then
    echo "skipped: pyx12 4.0.0 and fhir.resources 8.3.0 cannot be installed here (python3 with venv, and PyPI, are needed)"
    exit 0
  fi
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 Scripts/generate_claims.py "$folder" "${2:-500}"
"$validators/bin/python" Scripts/validate_claims.py "$osteon" "$folder"
