#!/usr/bin/env python3
"""Checks written claims with validators that are not ours: pyx12 for 837P, fhir.resources for FHIR.

usage: validate_claims.py OSTEON FOLDER
FOLDER holds encounters as JSON. Every one is written as 837P, read and written again, and written as FHIR; then all of
them go into one transmission. Ends with status 1 where anything is refused.
"""
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pyx12.params
import pyx12.x12n_document
from fhir.resources.R4B.bundle import Bundle


def run(osteon, *arguments):
    done = subprocess.run([osteon, *map(str, arguments)], capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode().strip())
    return done.stdout


def accepted(text):
    """Whether pyx12 takes the interchange, and the 999 that it answers."""
    answer = StringIO()
    is_good = pyx12.x12n_document.x12n_document(
        param=pyx12.params.params(), src_file=StringIO(text), fd_997=answer, fd_html=None)
    acknowledgement = answer.getvalue()
    return is_good and "IK5*A~" in acknowledgement and "AK9*A*" in acknowledgement, acknowledgement


def main():
    osteon, folder = sys.argv[1], Path(sys.argv[2])
    files = sorted(folder.glob("*.json"))
    counts = {"837P accepted with a positive 999": 0, "same bytes after reading": 0, "FHIR accepted": 0}
    problems = []
    for file in files:
        try:
            written = run(osteon, "claim", file)
            is_good, answer = accepted(written.decode())
            counts["837P accepted with a positive 999"] += is_good
            if not is_good:
                problems.append(f"{file.name}: {[s for s in answer.split('~') if 'IK' in s][:4]}")
            copy = folder / (file.stem + ".837")
            copy.write_bytes(written)
            is_same = run(osteon, "claim", copy) == written
            counts["same bytes after reading"] += is_same
            if not is_same:
                problems.append(f"{file.name}: other bytes after reading")
            Bundle.model_validate_json(run(osteon, "claim", file, "--format", "fhir"))
            counts["FHIR accepted"] += 1
        except Exception as error:  # every refusal is counted and shown, whatever it is
            problems.append(f"{file.name}: {str(error)[:300]}")
    is_good, _ = accepted(run(osteon, "claim", *files).decode())
    for name, count in counts.items():
        print(f"{name}: {count} of {len(files)}")
    print(f"all in one transmission: {'accepted' if is_good else 'refused'}")
    for problem in problems[:10]:
        print(problem)
    sys.exit(0 if is_good and all(count == len(files) for count in counts.values()) else 1)


if __name__ == "__main__":
    main()
