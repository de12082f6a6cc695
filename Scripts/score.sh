#!/usr/bin/env bash
# Scores the engine on the labelled development sets and prints one Markdown table, the peers' figures beside it.
# The sets and the judge (tools/score.py) are not part of the project: OSTEON_SHARED, or ../shared beside it.
# usage: score.sh [OSTEON]
set -euo pipefail
cd "$(dirname "$0")/.."
osteon=${1:-.build/release/osteon}
shared=${OSTEON_SHARED:-../shared}
judge=$shared/tools/score.py
if [ ! -f "$judge" ]; then
  echo "no labelled sets in $shared: set OSTEON_SHARED to the folder that holds data/ and tools/" >&2
  exit 66
fi
exec python3 Scripts/score_table.py "$osteon" "$shared"
