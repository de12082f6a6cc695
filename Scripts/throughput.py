"""Measures start-up to the first code, and the throughput and memory of `osteon batch` on one and on all cores.

usage: throughput.py OSTEON FOLDER-OF-NOTES
"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

osteon, folder = sys.argv[1], pathlib.Path(sys.argv[2])

# A yardstick of the machine in this very hour: virtual machines give between once and three times as much.
try:
    lines = subprocess.run(
        ["openssl", "speed", "-seconds", "1", "-bytes", "16384", "sha256"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    print(f"yardstick: openssl speed sha256, 16 KB blocks: {float(lines[-1].split()[-1].rstrip('k')) / 1000:.0f} MB/s")
except (OSError, subprocess.CalledProcessError, ValueError, IndexError):
    print("yardstick: openssl is not here")
begun = time.perf_counter()
total = 0
for number in range(3_000_000):
    total = (total * 31 + number) & 0xFFFF_FFFF
print(f"yardstick: three million steps of a Python loop: {time.perf_counter() - begun:.2f} s")
notes = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]

one = json.dumps({"id": 1, "text": "Osteoporosis."}) + "\n"
starts = []
for _ in range(20):
    begun = time.perf_counter()
    subprocess.run([osteon, "batch", "--jobs", "1"], input=one.encode(), stdout=subprocess.DEVNULL, check=True)
    starts.append(time.perf_counter() - begun)
print(f"start to first code: {1000 * min(starts):.0f} ms best, {1000 * sorted(starts)[10]:.0f} ms median of 20")

with tempfile.NamedTemporaryFile("w+b") as rows:
    size = count = 0
    while size < 12_000_000:
        text = "\n\n".join(notes[(count * 7 + k) % len(notes)] for k in range(6))  # some 400 words a row
        rows.write(json.dumps({"id": count, "text": text}).encode() + b"\n")
        size += len(text.encode())
        count += 1
    rows.flush()
    for jobs, extra in [(1, []), (1, ["--certificates"])] + ([(os.cpu_count(), [])] if (os.cpu_count() or 1) > 1 else []):
        rows.seek(0)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.perf_counter()
        subprocess.run([osteon, "batch", "--jobs", str(jobs), *extra], stdin=rows, stdout=subprocess.DEVNULL, check=True)
        wall = time.perf_counter() - begun
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(
            f"batch, {jobs} core(s){', certificates' if extra else ''}: {size / wall / 1e6:.1f} MB/s of note text, {count / wall:.0f} rows/s "
            f"({size / cpu / 1e6:.1f} MB a second of processor time), {after.ru_maxrss / 1024:.0f} MB at most")
