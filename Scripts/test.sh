#!/usr/bin/env bash
# Runs every test, then says how many were skipped because what they need is not at hand. The browser tests come last and
# do what they can: where Chromium or playwright cannot be had they say so, and a test of theirs that fails fails this.
set -euo pipefail
cd "$(dirname "$0")/.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
${SWIFT:-swift} test 2>&1 | tee "$log" || status=$?
passed=$(grep -cE '(Test|✔) .* passed after' "$log" || true)
skipped=$(grep -cE '(➜|Test|Suite) .*skipped' "$log" || true)
failed=$(grep -cE '✘ Test .* failed after' "$log" || true)
echo "tests: $passed passed, $failed failed, $skipped skipped (they need files or a book that are not here)"
Scripts/test-browser.sh || status=$?
exit "$status"
