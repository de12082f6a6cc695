"""Kills the desk in the middle of a dictation, again and again: every chunk that was confirmed is there afterwards.

    python3 Tests/Browser/kill_nine.py .build/release/osteon        needs a code book, no browser and no engine
"""
import json, random, re, signal, subprocess, sys, tempfile, threading, time, urllib.request

OSTEON = sys.argv[1]


def start(folder):
    process = subprocess.Popen([OSTEON, "desk", "--port", "0", "--data", folder], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
    for line in process.stdout:
        found = re.search(r"http://\S+/", line)
        if found:
            return process, found[0]
    sys.exit("the desk did not start")


def ask(method, url, body=None):
    with urllib.request.urlopen(urllib.request.Request(url, body, method=method), timeout=30) as answer:
        return answer.geturl(), answer.read()


with tempfile.TemporaryDirectory() as folder:
    confirmed = 0
    recording = encounter = None
    pick = random.Random(5)
    for turn in range(5):
        process, base = start(folder)
        if recording is None:
            page, _ = ask("POST", base + "encounters", b"label=kill&date=&template=")
            encounter = page.rstrip("/").split("/")[-1]
            recording = json.loads(ask("POST", f"{base}api/encounters/{encounter}/recordings", b'{"rate":16000}')[1])["id"]
        else:
            kept = json.loads(ask("GET", f"{base}api/recordings/{recording}")[1])["kept"]
            assert kept >= confirmed, f"{confirmed} chunks were confirmed, {kept} are there"
            confirmed = kept
        killer = threading.Timer(pick.uniform(0.2, 0.8), process.send_signal, [signal.SIGKILL])
        killer.start()
        try:
            while True:
                ask("PUT", f"{base}api/recordings/{recording}/chunks/{confirmed}", bytes(16000))
                confirmed += 1
        except OSError:
            process.wait()
    process, base = start(folder)
    kept = json.loads(ask("GET", f"{base}api/recordings/{recording}")[1])["kept"]
    process.terminate()
    process.wait()
    assert kept >= confirmed > 0, f"{confirmed} chunks were confirmed, {kept} are there"
    print(f"killed five times: {confirmed} chunks confirmed, {kept} there")
