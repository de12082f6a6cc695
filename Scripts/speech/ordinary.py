#!/usr/bin/env python3
"""Lists the words that sound like a term of the vocabulary and are words of their own.

    Scripts/speech/ordinary.py --words /usr/share/dict/american-english [--osteon .build/release/osteon] TITLES... \\
        > Sources/Speech/Resources/ordinary.txt

Such a word is not taken for the term by its sound alone ("classical" is no clavicle). Words are those of Debian's wamerican,
of every table of the lexicon (misspellings too, which the engine reads by itself), and of the official TITLES. Run it with a
program that was built with the present vocabulary.tsv, then build again.
"""
import argparse, pathlib, re, subprocess

parser = argparse.ArgumentParser()
parser.add_argument("--words", type=pathlib.Path, required=True)
parser.add_argument("--osteon", default=".build/release/osteon")
parser.add_argument("titles", type=pathlib.Path, nargs="+")
options = parser.parse_args()
words = {word.lower() for word in options.words.read_text().split() if word.isascii() and word.isalpha()}
for path in options.titles:
    words |= set(re.findall(r"[a-z]+", path.read_text(errors="replace").lower()))
for path in (pathlib.Path(__file__).parent.parent.parent / "Knowledge" / "lexicon").glob("*.tsv"):
    for line in open(path):
        if not line.startswith("#"):
            words |= set(re.findall(r"[a-z]+", line.split("\t")[0]))
asked = "".join(word + "\n" for word in sorted(words) if len(word) >= 5)
answer = subprocess.run([options.osteon, "speech", "sounds"], input=asked, capture_output=True, text=True, check=True).stdout
print("# Words that sound like a term and are none, or a term of another table: made by Scripts/speech/ordinary.py.")
for line in answer.splitlines():
    print(line.split("\t")[0])
