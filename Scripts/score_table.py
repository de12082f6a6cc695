"""Runs the judge over every development set and prints one Markdown table.

usage: score_table.py OSTEON SHARED
"""
import json
import re
import subprocess
import sys
import time

osteon, shared = sys.argv[1], sys.argv[2]
bench = shared + "/data/bench/"


def judge(*arguments, batch=""):
    command = [sys.executable, shared + "/tools/score.py", "--cmd", f"{osteon} batch {batch}".strip(), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def find(pattern, text, default="–"):
    match = re.search(pattern, text)
    return match.group(1) if match else default


def codes(name, batch="", scope="ALL"):
    text = judge("--gold", bench + name, "--scope", scope, batch=batch)
    return {
        "em1": find(r"em1 ([\d.]+)", text), "cat1": find(r"cat1 ([\d.]+)", text),
        "f1": find(r"\bF1 ([\d.]+)", text), "catF1": find(r"catF1 ([\d.]+)", text),
        "groups": find(r"groups hit ([\d.]+)", text), "speed": find(r"([\d.]+) rows/s", text),
    }


def notes(directory):
    text = judge("--notes", directory)
    rows = []
    for line in text.splitlines():
        match = re.match(r"(\w+)\s+([\w-]+)\s+n\s+(\d+)\s+exact ([\d.]+)(?:\s+category ([\d.]+))?\s+must_not (\d+)", line)
        if match:
            rows.append(match.groups())
    return rows, find(r"T/Z values found at their site and side (\S+ = [\d.]+)", text)


def f1(gold, predicted):
    both = sum(a and b for a, b in zip(gold, predicted))
    return 2 * both / max(1, sum(gold) + sum(predicted))


def read(rows):
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    done = subprocess.run([osteon, "read"], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def assertion():
    rows = [json.loads(line) for line in open(bench + "assertion.jsonl", encoding="utf-8")]
    answers = [answer.get("assertion") or {} for answer in read(rows)]
    negated = f1([r["negation"] == "negated" for r in rows], [a.get("negated", False) for a in answers])
    historical = f1([r["temporality"] == "historical" for r in rows], [a.get("historical", False) for a in answers])
    return f"{negated:.3f}", f"{historical:.3f}"


def headings():
    rows = [json.loads(line) for line in open(bench + "section-headings.jsonl", encoding="utf-8")]
    found = total = 0
    for row, answer in zip(rows, read([{"id": r["id"], "text": r["text"]} for r in rows])):
        data = row["text"].encode()
        starts = {len(data[: s["start"]].decode(errors="replace")) for s in answer["sections"] if s["heading"]}
        for header in row["headers"]:
            total += 1
            found += header["start"] in starts
    return f"{found / max(1, total):.3f}"


started = time.time()
visits = codes("visits.jsonl")
cases = codes("cases-dev.jsonl", scope="MSK")
lines = codes("old-descriptions.jsonl", "--kind problem")
synonyms = codes("synonyms.jsonl", "--kind problem")
titles = codes("abbreviated-titles.jsonl", "--kind problem")
ontology = codes("ontology-terms.jsonl", "--kind problem")
injuries = codes("injuries.jsonl")
negated, historical = assertion()

print("| development set | measure | Osteon | best open peer | language models, published | people | goal |")
print("| --- | --- | --- | --- | --- | --- | --- |")
table = [
    ("visits", "micro F1", visits["f1"], "0.24", "0.43–0.576", "0.50", "0.58"),
    ("visits", "category F1", visits["catF1"], "–", "–", "0.64", "0.70"),
    ("cases-dev, musculoskeletal", "F1", cases["f1"], "0.13", "0.24", "–", "0.40"),
    ("old-descriptions", "first code", lines["em1"], "0.11", "–", "–", "0.60"),
    ("old-descriptions", "first category", lines["cat1"], "0.56", "–", "–", "0.85"),
    ("synonyms", "first code", synonyms["em1"], "0.37", "–", "–", "0.60"),
    ("ontology-terms", "first code", ontology["em1"], "–", "–", "–", "–"),
    ("abbreviated-titles", "first code", titles["em1"], "–", "–", "–", "–"),
    ("injuries", "group", injuries["groups"], "0.10", "–", "–", "0.85"),
    ("assertion", "negated F1", negated, "0.939", "–", "–", "0.96"),
    ("assertion", "historical F1", historical, "0.632", "–", "–", "0.85"),
    ("section-headings", "recall as written", headings(), "0.03", "–", "–", "0.95"),
]
for name, directory in (("notes", shared + "/data/notes"), ("own bone-health notes", "Examples/bone-health")):
    rows, values = notes(directory)
    for kind, sure, count, exact, category, must_not in rows:
        measure = ("first code" if kind == "ortho" else "exact set") + f" of {count}; must-not {must_not}"
        table.append((f"{name}: {kind}, {sure}", measure, exact, "–", "–", "–", "–"))
    if values != "–":
        table.append((name, "T and Z at site and side", values, "–", "–", "–", "0.98"))
for row in table:
    print("| " + " | ".join(row) + " |")
print(f"\nScored in {time.time() - started:.0f} s after the edition of April 2026.")
