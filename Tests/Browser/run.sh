#!/bin/bash
# The desk in headless Chromium. Skips, and says why, where the tools are not installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
osteon=${1:-.build/release/osteon}
shared=${OSTEON_SHARED:-../shared}
wav=${2:-$shared/data/speech/d01_joe.wav}
skip() { echo "skipped: $1"; exit 0; }
[ -x "$osteon" ] || skip "$osteon is not built (swift build -c release --product osteon)"
command -v "${CHROMIUM:-/usr/bin/chromium}" >/dev/null || skip "no Chromium (Debian: apt install chromium, or set CHROMIUM)"
python3 -c 'import playwright' 2>/dev/null || skip "no playwright (pip install playwright)"
extra=()
if [ ! -f "$wav" ] || ! "$osteon" speech status >/dev/null 2>&1; then
  echo "no sound file or no speech engine: only the typed part runs"
  extra=(--typed)
fi
python3 Tests/Browser/kill_nine.py "$osteon"
exec python3 Tests/Browser/desk_browser.py "$osteon" "$wav" "${3:-$(mktemp -d)}" "${extra[@]}"
