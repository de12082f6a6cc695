"""The desk by axe (WCAG 2.2 AA) on every screen, light, dark and at phone width, and by keyboard alone."""

import tempfile
import time
import unittest

from playwright.sync_api import sync_playwright

import site_for_tests as setting

NOTE = ("67 year old postmenopausal woman.\n\nFINDINGS:\nLumbar spine (L1-L4): T-score -1.8.\nTotal hip: T-score -1.4.\n"
        "Left femoral neck: T-score -2.1.\n\nIMPRESSION: Osteopenia of the lumbar spine and left femoral neck. "
        "History of primary hyperparathyroidism.\n")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LOOKS = [("light", 1360), ("dark", 1360), ("light", 390), ("dark", 390)]

# Elements that take the focus and can be seen, smaller than 24 by 24 pixels, and not a link within a line of text nor a
# native control that is not styled (the exceptions of WCAG 2.2, 2.5.8).
SMALL = """() => [...document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex="0"]')].filter(one => {
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  if (!one.checkVisibility({checkVisibilityCSS: true}) || box.width === 0 || box.bottom < 0 || box.right < 0) return false;
  if (one.matches('input[type=file]')) return false;
  if (one.tagName === 'A' && style.display === 'inline' && one.parentElement.closest('p,li,td,cite,dd')) return false;
  return box.width < 24 || box.height < 24;
}).map(one => one.outerHTML.slice(0, 100) + ' ' + Math.round(one.getBoundingClientRect().width) + 'x' + Math.round(one.getBoundingClientRect().height))"""
# Whether the focused element differs from how it looks without the focus, by its outline or its container's.
SEEN = """() => { const one = document.activeElement; if (!one || one === document.body) return 'none';
  const shows = (x) => { const s = getComputedStyle(x); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 };
  const name = one.id || one.textContent.trim().slice(0, 30) || one.name || one.tagName;
  const box = one.getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return (shows(one) || (one.parentElement && shows(one.parentElement)) ? 'seen ' : 'unseen ') + (inView ? '' : 'outside ') + name }"""


def setUpModule():
    if setting.installed_books() == 0:
        raise unittest.SkipTest("no code book is installed")


class DeskAccessibility(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="osteon-desk-")
        cls.addClassCleanup(cls.folder.cleanup)
        desk, cls.base = setting.open_desk(cls.folder.name)
        cls.addClassCleanup(setting.close_desk, desk)
        cls.player = sync_playwright().start()
        cls.addClassCleanup(cls.player.stop)
        cls.chromium = setting.open_chromium(cls.player)
        cls.addClassCleanup(cls.chromium.close)
        page = cls.chromium.new_page()
        page.goto(cls.base)
        page.fill("#label", "R.M., 4471")
        page.fill("#date", "2026-11-02")
        page.click("text=Start dictation")
        page.fill("#note", NOTE)
        page.fill("#age", "67")
        page.select_option("#sex", "female")
        cls.until(page, "(document.documentElement.dataset.codes || '') !== ''")
        page.click("#to-review")
        page.wait_for_selector("#codes li .acts")
        page.wait_for_selector("#billing-glance .glance")
        cls.encounter = page.url.removeprefix(cls.base).removesuffix("/review")
        page.context.close()

    @staticmethod
    def until(page, script, seconds=20):
        end = time.time() + seconds
        while not page.evaluate(script):
            if time.time() > end:
                raise AssertionError(script + ": " + page.inner_text("main")[:1500])
            time.sleep(0.05)

    def opened(self, page, name, encounter):
        """Opens a screen and waits for what its scripts put there."""
        paths = {"home": "", "settings": "settings", "dictate": encounter, "review": encounter + "/review",
                 "package": encounter + "/package.html"}
        page.goto(self.base + paths[name])
        if name == "dictate":
            self.until(page, "(document.documentElement.dataset.codes || '') !== ''")
        if name == "review":
            page.wait_for_selector("#codes li .acts")
            page.wait_for_selector("#billing-glance .glance")
            for group in page.locator("details").all():
                group.evaluate("group => { group.open = true }")
        page.wait_for_timeout(200)

    def audit(self, names, encounter):
        from axe_core_python.sync_playwright import Axe
        axe = Axe()
        for scheme, width in LOOKS:
            context = self.chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme,
                                                reduced_motion="reduce", bypass_csp=True)
            page = context.new_page()
            for name in names:
                with self.subTest(screen=name, scheme=scheme, width=width):
                    self.opened(page, name, encounter)
                    found = axe.run(page, options=RULES)["violations"]
                    self.assertEqual(
                        [(rule["id"], [node["html"][:140] for node in rule["nodes"]][:4]) for rule in found], [])
                    self.assertEqual(page.evaluate(SMALL), [], "targets under 24 pixels")
                    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    self.assertLessEqual(wide, 1, "the page scrolls sideways")
            context.close()

    def test_screens_before_signing(self):
        self.audit(["home", "settings", "dictate", "review"], self.encounter)

    def test_keyboard_alone(self):
        """From the first page to a signature without the mouse; the focus is always seen, and never caught."""
        page = self.chromium.new_page(viewport={"width": 1360, "height": 900}, reduced_motion="reduce")
        page.goto(self.base)
        self.assertEqual(self.walk(page, "label"), [])
        page.keyboard.type("Keyboard only")
        self.assertEqual(self.walk(page, "Start dictation"), [])
        page.keyboard.press("Enter")
        page.wait_for_selector("#note")
        self.until(page, "document.getElementById('edition').textContent !== ''")
        self.assertEqual(self.walk(page, "note"), [])
        page.keyboard.insert_text(NOTE)
        self.until(page, "(document.documentElement.dataset.codes || '') !== ''")
        self.assertEqual(self.walk(page, "to-review"), [])
        page.keyboard.press("Enter")
        page.wait_for_selector("#codes li .acts")
        page.wait_for_selector("#billing-glance .glance")
        count = page.locator("#codes > li").count()
        page.locator("#codes > li").first.focus()
        for _ in range(count):
            page.keyboard.press("a")
        self.until(page, "!document.getElementById('sign-button').disabled")
        self.assertEqual(self.walk(page, "signer"), [])
        page.keyboard.type("Dr. A. Example")
        self.assertEqual(self.walk(page, "sign-button"), [])
        page.keyboard.press("Enter")
        page.wait_for_selector("#downloads:not([hidden])")
        page.goto(page.url.replace("/review", "/package.html"))
        page.wait_for_selector(".package")
        signed = page.url.removeprefix(self.base).removesuffix("/package.html")
        page.context.close()
        self.audit(["package"], signed)

    def test_no_trap(self):
        """Tab leads around every screen, forward and back, and comes out again."""
        page = self.chromium.new_page(viewport={"width": 1360, "height": 900}, reduced_motion="reduce")
        for name in ["home", "settings", "dictate", "review"]:
            with self.subTest(screen=name):
                self.opened(page, name, self.encounter)
                page.evaluate("document.activeElement && document.activeElement.blur()")
                places = page.evaluate("""() => { window.places = [];
                  addEventListener('focusin', (event) => places.push([...document.querySelectorAll('*')].indexOf(event.target)));
                  return document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex="0"]').length }""")
                for key in ["Tab", "Shift+Tab"]:
                    page.evaluate("window.places.length = 0")
                    # A date has a place for day, month, year and its calendar.
                    for _ in range(min(places + 20, 160)):
                        page.keyboard.press(key)
                    been = page.evaluate("window.places")
                    caught = any(been.count(place) > len(been) / 2 for place in set(been))
                    self.assertFalse(caught, f"the focus is caught by {key}: {page.evaluate(SEEN)}")
                    self.assertGreater(len(set(been)), 4)
        page.context.close()

    def walk(self, page, wanted, most=250):
        """Presses Tab until an element (by id or text) has the focus; what was focused and not to be seen."""
        unseen = []
        for _ in range(most):
            page.keyboard.press("Tab")
            state = page.evaluate(SEEN)
            if state != "none" and not state.startswith("seen ") or " outside " in state:
                unseen.append(state)
            if state != "none" and page.evaluate(
                    "wanted => document.activeElement.id === wanted || document.activeElement.textContent.trim() === wanted",
                    wanted):
                return unseen
        raise AssertionError(f"Tab never came to {wanted}; unseen {unseen}")


if __name__ == "__main__":
    unittest.main()
