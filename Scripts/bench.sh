#!/usr/bin/env bash
# Runs the benchmark package, then measures what a user feels: start to first code, and notes through one core.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
osteon=$root/.build/release/osteon
(cd Benchmarks && BENCHMARK_DISABLE_JEMALLOC=1 ${SWIFT:-swift} package --disable-sandbox benchmark --no-progress)
python3 Scripts/throughput.py "$osteon" Examples/bone-health
