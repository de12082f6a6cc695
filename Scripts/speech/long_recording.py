#!/usr/bin/env python3
"""A recording of hours: silence, and every ten minutes a dictation. Says what memory and time `osteon transcribe` takes.

    Scripts/speech/long_recording.py DICTATION.wav [--osteon .build/release/osteon] [--hours 3] [--every 600]

DICTATION.wav is 16 kHz, mono, 16 bits. The sound is written to a temporary folder (115 MB an hour) and taken away again.
"""
import argparse, os, pathlib, resource, subprocess, tempfile, time, wave

parser = argparse.ArgumentParser()
parser.add_argument("dictation", type=pathlib.Path)
parser.add_argument("--osteon", default=".build/release/osteon")
parser.add_argument("--hours", type=float, default=3)
parser.add_argument("--every", type=int, default=600)
options = parser.parse_args()

with wave.open(str(options.dictation)) as file:
    assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16000, 1, 2), "16 kHz, mono, 16 bits"
    said = file.readframes(file.getnframes())
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "long.wav")
    total, times = int(options.hours * 3600), 0
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        second = 0
        while second < total:
            part = min(options.every, total - second)
            sound = said if part * 32000 > len(said) else b""
            times += bool(sound)
            file.writeframes(sound + bytes(part * 32000 - len(sound)))
            second += part
    start = time.time()
    answer = subprocess.run([options.osteon, "transcribe", path], capture_output=True, text=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"status {answer.returncode}; {total} s of sound with {times} dictations; {len(answer.stdout.split())} words; "
          f"'-1.8' written {answer.stdout.count('-1.8')} times; {used.ru_maxrss / 1024:.0f} MB at most; "
          f"{used.ru_utime + used.ru_stime:.0f} CPU s, {time.time() - start:.0f} s on the clock")
    if answer.returncode:
        print(answer.stderr)
