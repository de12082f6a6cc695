"""A small site of the reference, built for the browser tests and served on the loopback address."""

import functools
import http.server
import os
import pathlib
import re
import subprocess
import tempfile
import threading

# Set while tests run.
SITE = None
PLAYWRIGHT = None
CHROMIUM = None

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Enough of the code set for every kind of page: grids, 7th characters, changes between editions, placeholders.
FAMILIES = ["M85", "M81", "M80.0", "M17", "M16", "M54", "M72", "M75.1", "S72.0", "S72.1", "S62.3", "T84.03", "G56", "Z96.6"]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


class Site:
    """Builds once, serves until closed. `editions` are those that are installed, oldest first."""

    def __init__(self):
        self.osteon = os.environ.get("OSTEON", str(ROOT / ".build/release/osteon"))
        self.folder = tempfile.TemporaryDirectory(prefix="osteon-site-")
        command = [self.osteon, "site", "build", self.folder.name, "--quiet"]
        for family in FAMILIES:
            command += ["--codes", family]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        handler = functools.partial(QuietHandler, directory=self.folder.name)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        pages = pathlib.Path(self.folder.name, "icd10cm")
        self.codes = sorted(page.stem for page in pages.glob("*.html"))
        self.editions = sorted(folder.name for folder in pages.iterdir() if folder.is_dir())

    def close(self):
        self.server.shutdown()
        self.folder.cleanup()


def installed_books():
    """How many editions the program has."""
    osteon = os.environ.get("OSTEON", str(ROOT / ".build/release/osteon"))
    try:
        answer = subprocess.run([osteon, "book", "list"], capture_output=True, text=True, cwd=ROOT)
    except OSError:
        return 0
    return len(answer.stdout.splitlines()) if answer.returncode == 0 else 0


def open_desk(data):
    """A desk on a free port that keeps its encounters in the folder `data`, and its address."""
    program = os.environ.get("OSTEON", str(ROOT / ".build/release/osteon"))
    desk = subprocess.Popen([program, "desk", "--port", "0", "--data", data], cwd=ROOT, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, text=True)
    return desk, next(found[0] for line in desk.stdout if (found := re.search(r"http://\S+/", line)))


def close_desk(desk):
    desk.terminate()
    desk.wait()
    desk.stdout.close()


def open_chromium(player, *arguments):
    return player.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
                                  args=["--no-sandbox", *arguments])
