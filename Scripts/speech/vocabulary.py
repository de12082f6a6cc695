#!/usr/bin/env python3
"""Derives the table of terms that dictations are put right by from the lexicon.

    Scripts/speech/vocabulary.py --words /usr/share/dict/american-english --common /usr/share/dict/american-english-small \\
        TITLES... > Sources/Speech/Resources/vocabulary.tsv

TITLES are official files whose words are taken as rightly spelled (order file, Tabular). The lists of words are Debian's
wamerican and wamerican-small. A row is a word of the lexicon's orthopaedic tables; behind a tab the words that stand beside
it in terms there, by which it is told from an ordinary word that sounds like it; and in a third column "beside" for a common
English word, which is written only beside one of them. The lexicon holds misspellings too, for notes have them: a word that
neither a list nor a title has is left out where a more frequent one is spelled nearly alike.
"""
import argparse, collections, pathlib, re, sys

FOLDER = pathlib.Path(__file__).parent.parent.parent / "Knowledge" / "lexicon"
TABLES = "anatomy bone-health complications-devices congenital drugs fractures injuries musculoskeletal neoplasm nerve spine"
SHORTEST = 5
# Shorter ones sound like too much else, and are written only beside a neighbour.
LONG = 6
# A common English word that so many terms have is the field's own: fracture, cervical.
FREQUENT = 100
# Names of two words that are heard as one or in pieces.
DOUBLE = {"de Quervain": "tenosynovitis disease", "Osgood Schlatter": "disease", "Legg Calve Perthes": "disease"}


def near(a, b, most):
    if abs(len(a) - len(b)) > most:
        return False
    row = list(range(len(b) + 1))
    for i, x in enumerate(a):
        last, row[0] = row[0], i + 1
        for j, y in enumerate(b):
            last, row[j + 1] = row[j + 1], min(row[j + 1] + 1, row[j] + 1, last + (x != y))
        if min(row) > most:
            return False
    return row[-1] <= most


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", type=pathlib.Path, required=True)
    parser.add_argument("--common", type=pathlib.Path, required=True)
    parser.add_argument("titles", type=pathlib.Path, nargs="+")
    options = parser.parse_args()
    english = {word.lower() for word in options.words.read_text().split() if word.isalpha()}
    common = {word.lower() for word in options.common.read_text().split() if word.isalpha()}
    official = set()
    for path in options.titles:
        official |= set(re.findall(r"[a-z]+", path.read_text(errors="replace").lower()))
    count, beside = collections.Counter(), collections.defaultdict(collections.Counter)
    for name in TABLES.split():
        for line in open(FOLDER / f"{name}.tsv"):
            columns = line.rstrip("\n").split("\t")
            if line.startswith("#") or len(columns) < 3 or columns[1] == "kind":
                continue
            for term in columns[0].split(" | "):
                words = re.findall(r"[a-z]+", term)
                # Brand names are short and sound like anything.
                if name == "drugs":
                    words = [word for word in words if len(word) > 8]
                for word in words:
                    count[word] += 1
                for first, second in zip(words, words[1:]):
                    beside[first][second] += 1
                    beside[second][first] += 1
    sure = {word for word in count if word in english or word in official}
    by_start = collections.defaultdict(list)
    for word in count:
        by_start[word[0]].append(word)
    print("# term, its neighbours, and whether it is written only beside one of them; made by Scripts/speech/vocabulary.py")
    for word in sorted(count):
        if len(word) < SHORTEST or word in ("unspecified", "without"):
            continue
        if word not in sure:
            most = 2 if len(word) >= 8 else 1
            if any(near(word, joined.replace(" ", "").lower(), 3) for joined in DOUBLE):
                continue
            if any(len(other) >= LONG - 1 and (other in sure or count[other] >= 3 * count[word])
                   and near(word, other, most) for other in by_start[word[0]] if other != word):
                continue
        neighbours = [other for other, _ in beside[word].most_common(40) if len(other) >= 4]
        if len(word) < LONG and (word in common or word not in official):
            continue
        is_common = len(word) < LONG or word in common and count[word] < FREQUENT
        print(word + "\t" + " ".join(sorted(neighbours)) + ("\tbeside" if is_common else ""))
    for words, neighbours in DOUBLE.items():
        print(words + "\t" + neighbours)


main()
