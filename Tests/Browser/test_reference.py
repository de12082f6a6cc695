"""The reference in a browser: search, keyboard, comparison, editions, print, and WCAG 2.2 AA by axe."""

import random
import re
import unittest

from playwright.sync_api import sync_playwright

import site_for_tests as setting


def setUpModule():
    if setting.installed_books() == 0:
        raise unittest.SkipTest("no code book is installed")
    setting.SITE = setting.Site()
    setting.PLAYWRIGHT = sync_playwright().start()
    setting.CHROMIUM = setting.open_chromium(setting.PLAYWRIGHT)


def tearDownModule():
    if setting.SITE is not None:
        setting.CHROMIUM.close()
        setting.PLAYWRIGHT.stop()
        setting.SITE.close()


class BrowserTest(unittest.TestCase):
    """A page of its own for each test; requests that leave the site, and errors of scripts, fail it."""

    options = {}

    def setUp(self):
        self.context = setting.CHROMIUM.new_context(viewport={"width": 1280, "height": 900}, **self.options)
        self.page = self.context.new_page()
        self.strays, self.errors = [], []
        self.page.on("request", lambda request: None if request.url.startswith((setting.SITE.address, "blob:", "data:"))
                     else self.strays.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.set_default_timeout(8000)

    def tearDown(self):
        self.context.close()
        self.assertEqual(self.strays, [], "requests left the site")
        self.assertEqual(self.errors, [], "a script failed")

    def open(self, path):
        answer = self.page.goto(f"{setting.SITE.address}/{path}")
        self.assertEqual(answer.status, 200, path)

    def codes_found(self, text):
        self.open("search.html")
        self.page.fill("#s", text)
        self.page.wait_for_function("document.getElementById('count').textContent !== ''")
        self.page.wait_for_timeout(250)
        return self.page.locator("#hits a").all_inner_texts()


class Search(BrowserTest):
    def test_by_code(self):
        for typed, code in [("M85.89", "M85.89"), ("m8589", "M85.89"), ("M85.8O", "M85.80"), ("S72.141A", "S72.141A"),
                            ("s72141a", "S72.141A"), ("M85", "M85")]:
            with self.subTest(typed=typed):
                self.assertEqual(self.codes_found(typed)[0], code)

    def test_by_the_start_of_a_code(self):
        found = self.codes_found("M85.8")
        self.assertEqual(found[0], "M85.8")
        self.assertTrue(all(code.startswith("M85.8") for code in found))

    def test_a_code_that_does_not_exist_leads_to_the_nearest(self):
        self.assertTrue(self.codes_found("M85.897")[0].startswith("M85.8"))
        self.assertIn("no such code", self.page.inner_text("#count"))

    def test_a_row_that_takes_a_7th_character_leads_to_its_codes(self):
        self.assertEqual(self.codes_found("S72.141")[:4], ["S72.141", "S72.141A", "S72.141B", "S72.141C"])
        self.assertEqual(self.page.locator("#hits li span").all_inner_texts()[:2], ["Needs a 7th character", "Billable"])
        self.assertIn("initial encounter for closed fracture", self.page.inner_text("#hits li >> nth=1"))

    def test_what_a_hit_can_be_used_for(self):
        for typed, code, standing in [("M85.89", "M85.89", "Billable"), ("M85.8", "M85.8", "Header"), ("S72.14", "S72.14", "Header"),
                                      ("s72.141a", "S72.141A", "Billable"), ("M80.08", "M80.08", "Needs a 7th character"),
                                      ("displaced intertrochanteric fracture right femur", "S72.141", "Needs a 7th character"),
                                      ("carpal tunnel syndrome right", "G56.01", "Billable")]:
            with self.subTest(typed=typed):
                found = self.codes_found(typed)
                self.assertIn(code, found)
                item = self.page.locator("#hits li").nth(found.index(code))
                self.assertEqual(item.locator("span").inner_text(), standing)

    def test_by_lay_words(self):
        for typed, family in [("brittle bones", "M81"), ("boxer's fracture", "S62.3"), ("knee arthritis", "M17"),
                              ("low back pain", "M54"), ("broken hip", "S72"), ("carpal tunnel", "G56.0")]:
            with self.subTest(typed=typed):
                found = self.codes_found(typed)[:5]
                self.assertTrue(any(code.startswith(family) for code in found), found)

    def test_codes_with_a_side_go_before_the_unspecified_one(self):
        for typed, first in [("displaced intertrochanteric fracture", ["S72.141", "S72.142", "S72.143"]),
                             ("displaced intertrochanteric fracture right", ["S72.141", "S72.143"])]:
            with self.subTest(typed=typed):
                self.assertEqual(self.codes_found(typed)[:len(first)], first)

    def test_with_a_typing_error(self):
        for typed, family in [("osteoporsis", "M81"), ("intertrochantric fracture", "S72.1"), ("carpel tunnel", "G56.0"),
                              ("plantar facial fibromatosis", "M72"), ("osteoarthrits knee", "M17")]:
            with self.subTest(typed=typed):
                found = self.codes_found(typed)[:5]
                self.assertTrue(any(code.startswith(family) for code in found), found)

    def test_words_that_mean_nothing_here(self):
        self.assertEqual(self.codes_found("zzzzqqqq"), [])
        self.assertIn("Nothing", self.page.inner_text("#count"))

    def test_the_query_stands_in_the_address(self):
        self.open("search.html?q=osteopenia")
        self.page.wait_for_selector("#hits a")
        self.assertEqual(self.page.input_value("#s"), "osteopenia")

    def test_suggestions_on_a_code_page(self):
        self.open("icd10cm/M85.89.html")
        self.page.fill("#q", "brittle bo")
        self.page.wait_for_selector(".suggest li")
        self.page.press("#q", "ArrowDown")
        self.assertEqual(self.page.get_attribute(".suggest li", "aria-selected"), "true")
        self.page.press("#q", "Enter")
        self.page.wait_for_url(re.compile(r"icd10cm/M81"))


class Keyboard(BrowserTest):
    def test_slash_goes_to_the_search(self):
        self.open("icd10cm/M17.11.html")
        self.page.keyboard.press("/")
        self.assertEqual(self.page.evaluate("document.activeElement.id"), "q")
        self.assertEqual(self.page.input_value("#q"), "")

    def test_arrows_go_among_siblings(self):
        self.open("icd10cm/M17.11.html")
        self.page.keyboard.press("ArrowRight")
        self.page.wait_for_url("**/icd10cm/M17.12.html")
        self.page.keyboard.press("ArrowLeft")
        self.page.wait_for_url("**/icd10cm/M17.11.html")

    def test_arrows_stay_in_a_field(self):
        self.open("icd10cm/M17.11.html")
        self.page.focus("#q")
        self.page.keyboard.press("ArrowRight")
        self.page.wait_for_timeout(200)
        self.assertIn("M17.11", self.page.url)

    def test_u_goes_up(self):
        self.open("icd10cm/M17.11.html")
        self.page.keyboard.press("u")
        self.page.wait_for_url("**/icd10cm/M17.1.html")

    def test_results_are_gone_through(self):
        self.codes_found("osteoporosis")
        self.page.keyboard.press("ArrowDown")
        first = self.page.evaluate("document.activeElement.textContent")
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"**/icd10cm/{first}.html")

    def test_the_first_stop_skips_to_the_content(self):
        self.open("icd10cm/M17.11.html")
        self.page.keyboard.press("Tab")
        self.assertEqual(self.page.evaluate("document.activeElement.className"), "skip")


class Comparison(BrowserTest):
    def test_two_codes(self):
        self.open("compare.html?a=M85.89&b=m810")
        self.page.wait_for_selector("table.versus")
        self.assertEqual(self.page.locator("table.versus thead a").all_inner_texts(), ["M85.89", "M81.0"])
        self.assertIn("Title", self.page.locator("tr.diff th").first.inner_text())

    def test_an_excluded_pair_is_said(self):
        self.open("compare.html?a=M81.0&b=M80.051A")
        self.page.wait_for_selector("table.versus")
        self.assertIn("Excludes1", self.page.inner_text("#versus > p"))

    def test_a_code_that_does_not_exist(self):
        self.open("compare.html?a=M85.89&b=M99.99X")
        self.page.wait_for_selector("#versus p")
        self.assertIn("not in this edition", self.page.inner_text("#versus p"))


class Editions(BrowserTest):
    def setUp(self):
        super().setUp()
        if "2026-04" not in setting.SITE.editions or "M72.21" not in setting.SITE.codes:
            self.skipTest("needs the editions 2026-04 and 2027")

    def test_a_code_that_became_a_header_leads_to_its_older_page_and_back(self):
        self.open("icd10cm/M72.2.html")
        self.assertIn("not billable", self.page.inner_text(".facts"))
        self.page.click(".editions a:has-text('2026-04')")
        self.page.wait_for_url("**/icd10cm/2026-04/M72.2.html")
        self.assertIn("Billable", self.page.inner_text(".facts"))
        self.page.click(".editions a:has-text('2027')")
        self.page.wait_for_url("**/icd10cm/M72.2.html")

    def test_a_new_code_is_not_in_the_older_edition(self):
        self.open("icd10cm/M72.21.html")
        self.assertIn("no such code", self.page.inner_text(".editions"))
        self.assertIn("New", self.page.inner_text("#editions"))

    def test_changes_for_a_practice(self):
        self.open("changes/2026-04--2027.html")
        self.page.fill("#codes", "code,count\nM72.2,120\nM85.89,7\n")
        self.page.wait_for_selector("#affected table")
        self.assertIn("1 of 2", self.page.inner_text("#affected p"))
        self.assertIn("M72.21", self.page.inner_text("#affected table"))


class Reading(BrowserTest):
    def test_print_leaves_the_content(self):
        self.open("icd10cm/M85.89.html")
        self.page.emulate_media(media="print")
        self.assertFalse(self.page.is_visible("header.top"))
        self.assertFalse(self.page.is_visible("aside"))
        for part in ["h1", "#tips", "#siblings", "#notes", "#editions"]:
            self.assertTrue(self.page.is_visible(part), part)
        self.assertGreater(len(self.page.pdf()), 10_000)

    def test_theme_is_kept(self):
        self.open("icd10cm/M85.89.html")
        self.page.click(".theme")
        self.assertEqual(self.page.evaluate("document.documentElement.dataset.theme"), "dark")
        self.open("icd10cm/M81.0.html")
        self.assertEqual(self.page.evaluate("document.documentElement.dataset.theme"), "dark")

    def test_nothing_is_wider_than_a_phone(self):
        self.page.set_viewport_size({"width": 360, "height": 740})
        for path in ["index.html", "search.html", "body.html", "chapters.html", "compare.html", "changes.html", "rules.html",
                     "icd10cm/M85.89.html", "icd10cm/M17.11.html", "icd10cm/S72.141A.html", "icd10cm/M75.1.html"]:
            with self.subTest(path=path):
                self.open(path)
                self.assertLessEqual(self.page.evaluate("document.documentElement.scrollWidth"), 360)

    def test_the_body_map_leads_to_a_region_and_to_a_code(self):
        self.open("body.html")
        self.page.click("svg a[aria-label=Knee] .zone >> nth=0")
        self.page.wait_for_url("**/regions/knee.html")
        self.page.click("a.c:has-text('M17')")
        self.page.wait_for_url("**/icd10cm/M17.html")

    def test_every_address_on_a_page_exists(self):
        for path in ["index.html", "icd10cm/M85.89.html", "icd10cm/M17.11.html", "regions/knee.html", "changes.html"]:
            self.open(path)
            links = self.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
            for link in sorted({link.split("#")[0] for link in links}):
                name = re.sub(r"^.*/icd10cm/|\.html$", "", link)
                if "/icd10cm/" in link and name not in setting.SITE.codes:
                    continue  # outside the families of this small site
                self.assertEqual(self.page.request.get(link).status, 200, f"{path} → {link}")


class WithoutScript(BrowserTest):
    options = {"java_script_enabled": False}

    def test_a_page_reads_and_leads_on(self):
        self.open("icd10cm/M85.89.html")
        self.assertTrue(self.page.is_visible("#siblings table"))
        self.page.click("#siblings a:has-text('M85.811')")
        self.page.wait_for_url("**/icd10cm/M85.811.html")

    def test_search_says_how_to_go_on(self):
        self.open("search.html")
        self.assertIn("browse by", self.page.inner_text("noscript, main"))


class Accessibility(unittest.TestCase):
    """WCAG 2.2 AA by axe: 50 sampled pages, and every kind of page in both themes."""

    RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

    def check(self, paths, scheme):
        from axe_core_python.sync_playwright import Axe
        axe = Axe()
        context = setting.CHROMIUM.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        for path in paths:
            with self.subTest(path=path, scheme=scheme):
                page.goto(f"{setting.SITE.address}/{path}")
                page.wait_for_timeout(150)
                found = axe.run(page, options=self.RULES)["violations"]
                self.assertEqual([(rule["id"], [node["html"][:120] for node in rule["nodes"]][:3]) for rule in found], [])
        context.close()

    def test_sampled_codes(self):
        sample = random.Random(4).sample(setting.SITE.codes, min(50, len(setting.SITE.codes)))
        self.check([f"icd10cm/{code}.html" for code in sample], "light")

    def test_every_kind_of_page(self):
        paths = ["index.html", "search.html?q=osteoporosis", "body.html", "chapters.html", "chapters/chapter-13.html",
                 "regions/knee.html", "compare.html?a=M85.89&b=M81.0", "changes.html", "rules.html", "icd10cm/M85.89.html",
                 "icd10cm/M85.8.html", "icd10cm/S72.141A.html"]
        if "2026-04" in setting.SITE.editions:
            paths.append("changes/2026-04--2027.html")
        for scheme in ["light", "dark"]:
            self.check(paths, scheme)


if __name__ == "__main__":
    unittest.main(verbosity=1)
