"""The desk in a real browser: a WAV as the microphone, a broken connection, a reload, review, signature, package.

    Tests/Browser/run.sh            needs python3 with playwright and a Chromium; says so and ends with 0 where they are missing.

Arguments: the osteon binary, a WAV of somebody dictating a DXA read, and optionally a folder for pictures.
"""
import json, os, pathlib, re, subprocess, sys, tempfile, time

from playwright.sync_api import sync_playwright

OSTEON, WAV = sys.argv[1], sys.argv[2]
PICTURES = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

NOTE = """DXA BONE DENSITY REPORT

INDICATION: 67 year old postmenopausal woman, follow-up of low bone density.

FINDINGS:
Lumbar spine (L1-L4): BMD 0.912 g/cm², T-score -1.8, Z-score -0.4.
Total hip: BMD 0.801 g/cm², T-score -1.4.
Left femoral neck: BMD 0.702 g/cm², T-score -2.1.

IMPRESSION: Osteopenia of the lumbar spine and left femoral neck. History of primary hyperparathyroidism.
"""


def start(folder):
    process = subprocess.Popen([OSTEON, "desk", "--port", "0", "--data", folder], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        found = re.search(r"http://\S+/", line)
        if found:
            return process, found[0]
    raise SystemExit("the desk did not start")


def begin(page, base, label, template=""):
    page.goto(base)
    page.fill("#label", label)
    page.select_option("#template", template)
    page.click("text=Start dictation")
    page.wait_for_selector("#note")
    wait(page, "document.getElementById('edition').textContent !== ''")


def wait(page, condition, seconds=60):
    """Until a condition of the page's scripts holds; asked from outside, for the page may not evaluate strings."""
    end = time.time() + seconds
    while not page.evaluate(condition):
        assert time.time() < end, condition + "; note: " + page.input_value("#note") if page.query_selector("#note") else condition
        time.sleep(0.05)


def codes(page):
    return page.evaluate("document.documentElement.dataset.codes || ''").split()


def wait_codes(page, test, seconds=60):
    end = time.time() + seconds
    while time.time() < end:
        if test(codes(page)):
            return
        time.sleep(0.1)
    raise AssertionError("codes are " + " ".join(codes(page)) + "; note: " + page.input_value("#note"))


def typed(page, base):
    begin(page, base, "R.S., 4471", "dxa-read")
    page.fill("#note", NOTE)
    page.fill("#age", "67")
    page.select_option("#sex", "female")
    page.select_option("#menopause", "postmenopausal")
    wait_codes(page, lambda found: any(code.startswith("M85.8") for code in found))
    assert page.locator("#strip circle").count() == 3
    assert page.locator(".checklist .done").count() >= 5
    assert page.locator(".checklist .open").count() >= 1  # the side of the hip is not stated
    picture(page, "dictate")


def picture(page, name):
    if not PICTURES:
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.activeElement && document.activeElement.blur()")
    for scheme, size, suffix in [("light", (1360, 900), ""), ("dark", (1360, 900), "-dark"), ("light", (390, 844), "-phone")]:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.wait_for_timeout(350)
        page.evaluate("window.dispatchEvent(new Event('resize'))")
        page.screenshot(path=str(PICTURES / f"desk-{name}{suffix}.png"), full_page=suffix != "-phone")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1360, "height": 900})


def reviewed(page):
    page.click("#to-review")
    page.wait_for_selector("#codes li .acts")
    assert page.is_disabled("#sign-button")
    picture(page, "review")
    page.locator("#codes li").first.focus()
    for _ in range(page.locator("#codes li").count()):
        page.keyboard.press("a")
    wait(page, "!document.getElementById('sign-button').disabled")
    page.fill("#signer", "Dr. A. Example")
    page.click("#sign-button")
    page.wait_for_selector("#downloads:not([hidden])")
    with page.expect_download() as download:
        page.click("#download-json")
    package = json.load(open(download.value.path()))
    assert package["signer"] == "Dr. A. Example" and package["diagnoses"], package
    page.goto(page.url.replace("/review", "/package.html"))
    picture(page, "package")


def dictated(context, page, base):
    """Records; cuts the connection in the middle; nothing is lost."""
    begin(page, base, "Dictated")
    page.click("#record")
    page.wait_for_timeout(3000)
    context.set_offline(True)
    page.wait_for_timeout(3000)
    context.set_offline(False)
    page.wait_for_timeout(int(os.environ.get("SECONDS_OF_SOUND", "12")) * 1000)
    page.keyboard.press("F2")
    wait(page, "document.getElementById('recording-state').textContent === '' && document.getElementById('note').value.length > 40", 180)
    note = page.input_value("#note")
    for word in ["-1.8", "-2.1", "lumbar spine"]:
        assert word in note.lower(), note
    wait_codes(page, lambda found: any(code.startswith("M85.8") for code in found))
    left = page.evaluate("Chunks.run('chunks', 'readonly', (store) => store.count())")
    assert left == 0, f"{left} chunks were not confirmed"
    print("dictated:", note.replace("\n", " | "))


def reloaded(page, base):
    """A reload in the middle of a dictation: what was recorded is written all the same."""
    begin(page, base, "Reloaded")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#record")
    page.wait_for_timeout(7000)
    page.reload()
    wait(page, "document.getElementById('note').value.length > 20", 120)
    page.wait_for_timeout(4000)
    assert page.input_value("#note").count("DXA bone density") == 1, page.input_value("#note")
    print("after a reload:", page.input_value("#note").replace("\n", " | "))


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        process, base = start(folder)
        try:
            browser = player.chromium.launch(executable_path=CHROMIUM, args=[
                "--no-sandbox", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
                f"--use-file-for-fake-audio-capture={WAV}%noloop"])
            context = browser.new_context(viewport={"width": 1360, "height": 900}, permissions=["microphone"])
            outside = []
            context.on("request", lambda request: None if request.url.startswith((base, "data:", "blob:")) else outside.append(request.url))
            page = context.new_page()
            problems = []
            page.on("console", lambda message: problems.append(message.text) if message.type == "error" and "ERR_INTERNET" not in message.text else None)
            page.on("pageerror", lambda error: problems.append(str(error)))
            typed(page, base)
            reviewed(page)
            page.goto(base)
            picture(page, "home")
            page.goto(base + "settings")
            picture(page, "settings")
            if "--typed" not in sys.argv:
                dictated(context, page, base)
                reloaded(page, base)
            assert not outside, outside
            assert not problems, problems
            browser.close()
        finally:
            process.terminate()
            process.wait()
    print("desk in the browser: everything holds")


main()
