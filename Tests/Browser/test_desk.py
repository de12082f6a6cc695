"""The desk's review page in a browser: coverage, edits and claim of one encounter, in light, dark and on a phone.

OSTEON_PICTURES names a folder for pictures of what was tested; without it none are taken.
"""

import os
import pathlib
import tempfile
import time
import unittest

from playwright.sync_api import sync_playwright

import site_for_tests as setting

NOTES = {
    "M85.89": "67 year old woman.\n\nFINDINGS:\nLumbar spine (L1-L4): T-score -1.8.\nLeft femoral neck: T-score -2.1.\n\n"
              "IMPRESSION: Osteopenia of the lumbar spine and left femoral neck.\n",
    "M85.80": "67 year old woman.\n\nIMPRESSION: Osteopenia.\n",
    "M25.562": "ASSESSMENT: Left knee pain.\n\nPLAN: Injection of the left knee.\n",
}
CHART = {"chart.ordered": "yes", "chart.estrogenDeficientAtRisk": "yes", "chart.lastDate": "2024-10-21"}
PATIENT = {"payer.filing": "MB", "payer.name": "Medicare Part B", "payer.id": "09102", "payer.memberID": "1EG4TE5MK73",
           "patient.last": "Rivera", "patient.first": "Marta", "patient.birth": "1959-04-17",
           "patient.line1": "8 Palm Court", "patient.city": "Miami", "patient.state": "FL", "patient.postalCode": "33101"}
PRACTICE = {"billing.name": "Harbor Bone Clinic", "billing.npi": "1234567893", "billing.taxID": "111222333",
            "billing.line1": "12 Harbor Street", "billing.city": "Miami", "billing.state": "FL",
            "billing.postalCode": "33101-0001", "rendering.last": "Okafor", "rendering.first": "Ada",
            "rendering.npi": "1245319599", "submitter.name": "Harbor Bone Clinic", "submitter.id": "111222333",
            "submitter.contact": "Billing office", "submitter.telephone": "3055550142"}


def setUpModule():
    if setting.installed_books() == 0:
        raise unittest.SkipTest("no code book is installed")


class DeskTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="osteon-desk-")
        cls.desk, cls.base = setting.open_desk(cls.folder.name)
        cls.addClassCleanup(cls.close)
        cls.player = sync_playwright().start()
        cls.chromium = setting.open_chromium(cls.player)

    @classmethod
    def close(cls):
        setting.close_desk(cls.desk)
        if hasattr(cls, "chromium"):
            cls.chromium.close()
            cls.player.stop()
        cls.folder.cleanup()

    def setUp(self):
        self.context = self.chromium.new_context(viewport={"width": 1360, "height": 900})
        self.page = self.context.new_page()
        self.page.set_default_timeout(10000)
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.on("request", lambda request: None if request.url.startswith((self.base, "blob:", "data:"))
                     else self.errors.append("left the desk: " + request.url))

    def tearDown(self):
        self.context.close()
        self.assertEqual(self.errors, [])

    def until(self, script, what):
        end = time.time() + 20
        while not self.page.evaluate(script):
            self.assertLess(time.time(), end, what + ": " + self.page.inner_text("main")[:2000])
            time.sleep(0.05)

    def review(self, note, label="R.M., 4471"):
        """Types a note and goes on to its review."""
        page = self.page
        page.goto(self.base)
        page.fill("#label", label)
        page.fill("#date", "2026-11-02")
        page.click("text=Start dictation")
        page.fill("#note", note)
        page.fill("#age", "67")
        page.select_option("#sex", "female")
        self.until("(document.documentElement.dataset.codes || '') !== ''", "no code")
        page.click("#to-review")
        page.wait_for_selector("#codes li .acts")
        page.wait_for_selector("#billing-glance .glance")

    def enter(self, details):
        for key, value in details.items():
            field = self.page.locator(f"[data-key='{key}']")
            field.evaluate("field => { const group = field.closest('details'); if (group) group.open = true }")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def service(self, row, **values):
        for name, value in values.items():
            self.page.fill(f"#services tr:nth-child({row}) [name={name}]", value)

    def shows(self, *parts):
        for part in parts:
            self.until(f"document.querySelector('.billing').innerText.includes({part!r})", part)

    def picture(self, name, part=".billing"):
        if not os.environ.get("OSTEON_PICTURES"):
            return
        folder = pathlib.Path(os.environ["OSTEON_PICTURES"])
        folder.mkdir(parents=True, exist_ok=True)
        page = self.page
        page.evaluate("document.activeElement && document.activeElement.blur()")
        for scheme, width, suffix in [("light", 1360, ""), ("dark", 1360, "-dark"), ("light", 390, "-phone")]:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(300)
            page.locator(part).screenshot(path=str(folder / f"desk-{name}{suffix}.png"))
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1360, "height": 900})

    def test_covered_and_a_claim_to_download(self):
        page = self.page
        page.goto(self.base + "settings")
        for key, value in PRACTICE.items():
            page.fill(f"[data-key='{key}']", value)
        page.click("#practice button")
        page.wait_for_selector("#practice-saved:text('saved')")
        self.review(NOTES["M85.89"])
        self.service(1, procedure="77080", charge="120.00")
        self.shows("no rule of this payer", "kind of payer")
        self.enter({**PATIENT, **CHART})
        self.shows("covered", "NCD 150.3", "M85.89 is listed", "24 full months", "decision about")
        self.assertIn("proposed", page.inner_text("#billing .claim"))
        page.locator("#codes li").first.focus()
        for _ in range(page.locator("#codes li").count()):
            page.keyboard.press("a")
        page.wait_for_selector("#download-837")
        self.assertEqual(page.locator(".tile.good").count(), 3, page.inner_text(".glance"))
        self.picture("billing-covered")
        with page.expect_download() as download:
            page.click("#download-837")
        self.assertIn("SV1*HC:77080*120", pathlib.Path(download.value.path()).read_text())
        page.click("text=CMS-1500 to print")
        page.wait_for_selector("text=21 Diagnoses")
        self.picture("claim", "main")

    def test_not_covered_with_advice(self):
        self.review(NOTES["M85.80"])
        before = self.page.inner_text("#codes")
        self.service(1, procedure="77080", charge="120.00")
        self.enter({"payer.filing": "MB", "chart.ordered": "yes"})
        self.shows("not covered", "M85.80 was taken off the list", "SE1525", "advance notice (ABN)", "GZ", "Settled by")
        self.assertEqual(self.page.inner_text("#codes"), before)
        self.picture("billing-not-covered")

    def test_a_failing_edit_names_source_remedy_and_denial(self):
        self.review(NOTES["M25.562"])
        self.service(1, procedure="20610", modifiers="RT", charge="150.00")
        self.page.click("#add-service")
        self.service(2, procedure="99213", charge="95.50")
        self.enter({"payer.filing": "MB"})
        self.shows("2 errors", "line-side", "visit-25", "Remedy", "likely denial number")
        self.picture("billing-edits")
        self.service(1, modifiers="LT")
        self.service(2, modifiers="25")
        self.until("!document.querySelector('.billing').innerText.includes('error')", "the edits pass")
        self.page.reload()
        self.page.wait_for_selector("#billing-glance .glance")
        self.assertEqual(self.page.input_value("#services tr:nth-child(2) [name=modifiers]"), "25")


if __name__ == "__main__":
    unittest.main()
