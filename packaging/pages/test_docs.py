"""The documentation as a site, in Chromium: nothing comes from elsewhere, every lesson is there in both languages, pages fit a
phone, formulas are set, code has colours, and the search finds words of both languages, in the lessons too."""

import functools
import http.server
import re
import shutil
import threading
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "build" / "pages"
SHOTS = ROOT / "build" / "shots"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@unittest.skipIf(CHROMIUM is None, "there is no Chromium (Debian's package: chromium)")
class Docs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from playwright.sync_api import sync_playwright

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=SITE))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        cls.addClassCleanup(server.server_close)
        cls.addClassCleanup(server.shutdown)
        cls.address = f"http://127.0.0.1:{server.server_port}/"
        playwright = sync_playwright().start()
        cls.addClassCleanup(playwright.stop)
        cls.browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        cls.addClassCleanup(cls.browser.close)
        SHOTS.mkdir(parents=True, exist_ok=True)

    def open(self, path, width=1300, scheme="light"):
        page = self.browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.set_default_timeout(120_000)
        self.addCleanup(page.close)
        page.asked, page.missing = [], []
        page.on("request", lambda r: page.asked.append(r.url))
        page.on("response", lambda r: page.missing.append(r.url) if r.status >= 400 else None)
        page.goto(self.address + path)
        return page

    def test_nothing_comes_from_elsewhere(self):
        for path in sorted(SITE.glob("*.html")) + sorted((SITE / "zh").glob("*.html")):
            if path.name == "404.html":  # its addresses are absolute, for it stands for any
                continue
            page = self.open(path.relative_to(SITE).as_posix(), width=390, scheme="dark")
            page.wait_for_timeout(300)
            self.assertEqual([url for url in page.asked if not url.startswith((self.address, "data:", "blob:"))], [], path.name)
            self.assertEqual(page.missing, [], path.name)
            self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), 390, path.name)
            if path.name in ("index.html", "reference.html"):
                page.screenshot(path=SHOTS / f"docs-{path.parent.name}-{path.stem}.png")
            page.close()

    def test_first_page_leads_to_the_other_language(self):
        page = self.open("index.html")
        for words, language in (("中文", "zh"), ("English", "en")):
            page.locator("article").get_by_role("link", name=words, exact=True).click()
            page.wait_for_url(lambda url: url == self.address + ("zh/index.html" if language == "zh" else "index.html"))
            self.assertEqual(page.locator("html").get_attribute("lang"), language)

    def test_course(self):
        for language, path in (("en", "course.html"), ("zh", "zh/course.html")):
            lessons = sorted((ROOT / "lessons" / language).glob("[0-9]*.ipynb"))
            page = self.open(path)
            links = page.locator(f"article a[href*='course/{language}/']")
            self.assertEqual(links.count(), len(lessons))
            page.screenshot(path=SHOTS / f"docs-course-{language}.png")
            title = links.nth(1).inner_text()
            links.nth(1).click()
            page.wait_for_url(f"**/course/{language}/{lessons[1].stem}.html")
            self.assertEqual(page.title(), title)
            self.assertGreater(page.locator(".out img").count(), 3)

    def test_search(self):
        for path, word in (("zh/index.html", "鞍点"), ("index.html", "nesterov")):
            page = self.open(path)
            page.locator(".md-search__input").fill(word)
            first = page.locator(".md-search-result__item a").first
            first.wait_for()
            self.assertIn(word, page.locator(".md-search-result__list").inner_text().lower())
            page.screenshot(path=SHOTS / f"docs-search-{word}.png")

    def test_search_finds_lessons(self):
        for path, words, found in (
            ("index.html", "plateau", "course/en/"),
            ("reference.html", "Where the ground is level", "course/en/01-critical-points.html"),
            ("zh/index.html", "地面在哪里是平的", "course/zh/01-critical-points.html"),
            ("zh/class.html", "平台", "course/zh/"),
        ):
            page = self.open(path)
            page.locator(".md-search__input").fill(words)
            link = page.locator(f".md-search-result__item a[href*='{found}']").first
            link.wait_for()
            page.screenshot(path=SHOTS / f"docs-search-lesson-{words[:2]}.png")
            link.click()
            page.wait_for_url(f"**/{found}*")
            self.assertIn(words.lower(), page.locator("main").inner_text().lower())
            page.close()

    def test_formulas_and_colours(self):
        for path, source in (("teacher-questions.html", "questions.en.md"), ("zh/teacher-questions.html", "questions.zh.md")):
            text = (ROOT / "lessons" / "teacher" / source).read_text(encoding="utf-8")
            wanted = re.findall(r"\$([^$]+)\$", re.sub(r"(?ms)^```.*?^```$", "", text))
            page = self.open(path)
            page.evaluate("document.querySelectorAll('article details').forEach((answer) => { answer.open = true })")
            set_formulas = page.locator("article math:visible annotation").all_text_contents()
            self.assertEqual(set_formulas, [formula.strip() for formula in wanted])
            self.assertNotIn("$", page.locator("article").inner_text())
            colours = page.evaluate("[...new Set([...document.querySelectorAll('article .highlight span')].map((s) => getComputedStyle(s).color))]")
            self.assertGreater(len(colours), 2, "code has no colours")
            page.screenshot(path=SHOTS / f"docs-{source}.png")


if __name__ == "__main__":
    unittest.main()
