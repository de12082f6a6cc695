#!/usr/bin/env bash
# Fuzzes every reader of outside input for some minutes each, with the address sanitizer, on one core and politely.
#
# usage: Scripts/fuzz.sh [MINUTES [PARSER…]]   rows of the table in Documentation/fuzzing.md, one for each parser
set -uo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-10}
shift || true
${SWIFT:-swift} build -c release --sanitize=address --scratch-path .build-fuzz --product osteon-fuzz >&2 || exit 1
program=.build-fuzz/release/osteon-fuzz
trace=$(mktemp)
status=0
[ $# -gt 0 ] || mapfile -t all < <("$program" --list)
for parser in "${@:-${all[@]}}"; do
  nice -n 19 "$program" --minutes "$minutes" --trace "$trace" "$parser" || {
    status=1
    cp "$trace" "$trace-$parser"
    echo "$parser: a finding; the input that was read last is in $trace-$parser" >&2
  }
done
rm -f "$trace"
exit "$status"
