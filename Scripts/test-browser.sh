#!/usr/bin/env bash
# Runs the browser tests of the reference and of the desk in headless Chromium. Installs what is missing: Debian's chromium
# through apt (as root), playwright and axe-core-python from PyPI into a folder of the project's own. Where that is
# impossible the tests are skipped, with their number said; nothing passes that did not run.
set -euo pipefail
cd "$(dirname "$0")/.."
tests=$(cat Tests/Browser/test_*.py | grep -cE '^    def test_')
skip() {
  echo "browser tests: skipped ($1): 0 passed, 0 failed, $tests skipped"
  exit 0
}
export OSTEON="${OSTEON:-$PWD/.build/release/osteon}"
[ -x "$OSTEON" ] || skip "no program at $OSTEON; run 'make build'"
"$OSTEON" book list 2>/dev/null | grep -q . || skip "no code book is installed; run 'make book'"
CHROMIUM="${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}"
if [ -z "$CHROMIUM" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt=(timeout 240 apt-get -q -o Acquire::Retries=1 -o Acquire::http::Timeout=20)
  ("${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends chromium) >/dev/null 2>&1 </dev/null || true
  CHROMIUM=$(command -v chromium || true)
fi
[ -n "$CHROMIUM" ] || skip "no chromium; install it and name it in CHROMIUM"
export CHROMIUM
python="${PYTHON:-python3}"
if ! "$python" -c 'import playwright, axe_core_python' 2>/dev/null; then
  venv=.build/browser-tests
  [ -x "$venv/bin/python" ] || "$python" -m venv "$venv" >/dev/null 2>&1 || skip "python3 with venv is missing"
  "$venv/bin/python" -c 'import playwright, axe_core_python' 2>/dev/null \
    || timeout 240 "$venv/bin/pip" install -q --timeout 20 --retries 1 playwright axe-core-python >/dev/null 2>&1 \
    || skip "playwright and axe-core-python cannot be installed from PyPI"
  python="$venv/bin/python"
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
PYTHONDONTWRITEBYTECODE=1 "$python" -m unittest discover -s Tests/Browser -p 'test_*.py' -v 2>&1 | tee "$log" || status=$?
passed=$(grep -cE '\.\.\. ok$' "$log" || true)
skipped=$(grep -cE '\.\.\. skipped' "$log" || true)
failed=$(grep -cE '^(FAIL|ERROR): ' "$log" || true)
echo "browser tests: $passed passed, $failed failed, $skipped skipped"
exit "$status"
