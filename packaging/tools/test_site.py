"""The site, in Chromium: JupyterLab, Notebook and live pages with the kernel in the page.

Runs in the environment of `make site`, which builds the site: SITE names its folder, SADDLE the native program.
"""

import functools
import gzip
import http.server
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(os.environ.get("SITE", ROOT / "build" / "site"))
SADDLE = os.environ.get("SADDLE", str(ROOT / "build" / "saddle"))
LESSON = "en/01-critical-points"
LESSONS = {language: sorted((SITE / "files" / language).glob("[0-9]*.ipynb")) for language in ("en", "zh")}
EVERY = bool(os.environ.get("EVERY"))
SHOTS = ROOT / "build" / "shots"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
TIMEOUT = int(os.environ.get("PATIENCE", "300")) * 1000  # milliseconds
KERNEL = SITE / "extensions" / "saddle-jupyterlite" / "static" / "kernel"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Any static host: it knows nothing of WebAssembly. It counts what it sends, and remembers what it was asked for."""

    sent = 0
    asked = set()
    pace = 0  # how long a network takes for an eighth of a megabyte of the kernel, in seconds

    def log_message(self, *_):
        pass

    def copyfile(self, source, outputfile):
        Handler.sent += os.fstat(source.fileno()).st_size
        Handler.asked.add(self.path)
        while Handler.pace and self.path.endswith(".gz") and (part := source.read(1 << 17)):
            outputfile.write(part)
            time.sleep(Handler.pace)
        super().copyfile(source, outputfile)


# What JupyterLite keeps of a notebook that was saved.
KEPT = """async (path) => {
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('JupyterLite Storage')) continue;
    const db = await new Promise((done) => { indexedDB.open(name).onsuccess = (e) => done(e.target.result); });
    const file = await new Promise((done) => { db.transaction('files').objectStore('files').get(path).onsuccess = (e) => done(e.target.result); });
    db.close();
    if (file) return file.content;
  }
  return null;
}"""

# The cells that the kernel has in the browser's storage.
REMEMBERED = """async () => {
  const db = await new Promise((done) => { indexedDB.open('saddle').onsuccess = (e) => done(e.target.result); });
  const files = await new Promise((done) => { db.transaction('history').objectStore('history').getAll().onsuccess = (e) => done(e.target.result); });
  db.close();
  return files.map((file) => new TextDecoder().decode(file.bytes)).join('');
}"""

# Where the parts of a page begin.
TOPS = """async () => {
  await document.fonts.ready;
  return [...document.querySelectorAll('main > section')].map((part) => Math.round(part.getBoundingClientRect().top + scrollY));
}"""

# The cells whose code takes more lines than it has.
BROKEN = """() => [...document.querySelectorAll('.in code')].filter((code) => {
  const lines = code.textContent.trimEnd().split('\\n').length;
  return code.getBoundingClientRect().height > (lines + 0.5) * parseFloat(getComputedStyle(code).lineHeight);
}).map((code) => code.textContent)"""

# Keeps what a page's kernel says. It asks nobody anything, so that what can be moved is shown as a still, as natively.
LISTEN = """window.heard = [];
window.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', ({ data }) => { if (data.type === 'message') heard.push(JSON.parse(data.text)); });
  }
  postMessage(said) {
    if (said.type === 'message') said.text = said.text.replace('"allow_stdin":true', '"allow_stdin":false');
    super.postMessage(said);
  }
};"""

# The service worker has put all files by, and the page is its own.
OFFLINE = """async () => {
  const { serviceWorker } = navigator;
  await serviceWorker.ready;
  if (!serviceWorker.controller) await new Promise((done) => { serviceWorker.oncontrollerchange = done; });
}"""

# How many bytes brotli makes of what a file packs, at its best (brotli -q 11 --lgwin=24).
BROTLI = """const fs = require('fs'), zlib = require('zlib');
const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_LGWIN: window, BROTLI_PARAM_SIZE_HINT: size } = zlib.constants;
const kernel = zlib.gunzipSync(fs.readFileSync(process.argv[1]));
console.log(zlib.brotliCompressSync(kernel, { params: { [quality]: 11, [window]: 24, [size]: kernel.length } }).length);"""


def text(outputs):
    """What outputs show as text."""
    shown = ""
    for output in outputs:
        if output["output_type"] == "stream":
            said = "".join(output["text"])
        elif "data" in output:
            said = "".join(output["data"].get("text/plain", ""))
        else:
            said = output["ename"]
        shown += said.rstrip("\n") + "\n"
    return shown


def said(messages):
    """The outputs that a kernel's messages bring, as a notebook has them in the end."""
    shown = {}  # by the request, in order
    for message in messages:
        kind, content = message["header"]["msg_type"], message["content"]
        outs = shown.setdefault(message["parent_header"].get("msg_id"), [])
        if kind == "clear_output":
            outs.clear()
        elif kind == "stream" and outs and outs[-1]["output_type"] == "stream":
            outs[-1]["text"] += content["text"]
        elif kind in ("stream", "error", "execute_result", "display_data") and not content.get("transient", {}).get("display_id"):
            outs.append({"output_type": kind, **content})
    return [output for outs in shown.values() for output in outs]


def outputs(cells):
    return [output for cell in cells for output in cell["outputs"]]


def code(notebook):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


@unittest.skipUnless(SITE.is_dir(), "there is no site (make site)")
class SiteTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if CHROMIUM is None:
            raise unittest.SkipTest("there is no Chromium (Debian's package: chromium)")
        from playwright.sync_api import sync_playwright

        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=SITE))
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.addClassCleanup(cls.server.shutdown)
        cls.address = f"http://127.0.0.1:{cls.server.server_port}/"
        playwright = sync_playwright().start()
        cls.addClassCleanup(playwright.stop)
        cls.browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        cls.addClassCleanup(cls.browser.close)
        SHOTS.mkdir(parents=True, exist_ok=True)

    def context(self, **options):
        context = self.browser.new_context(**{"viewport": {"width": 1100, "height": 900}, **options})
        context.set_default_timeout(TIMEOUT)
        self.addCleanup(context.close)
        return context

    def open(self, context, path):
        page = context.new_page()
        self.wrong = []  # what the page complains of
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self.wrong.append(request.url) if request.url.startswith("http") and not request.url.startswith(self.address) else None)
        page.goto(self.address + path)
        return page

    def native(self, notebook, language="en"):
        """What the native kernel shows of a notebook, as text."""
        with tempfile.TemporaryDirectory() as folder:
            path, ran = Path(folder, "a.ipynb"), Path(folder, "b.ipynb")
            shutil.copytree(SITE / "files" / language / "data", Path(folder, "data"))
            path.write_text(json.dumps(notebook), encoding="utf-8")
            environment = {**os.environ, "LC_ALL": "zh_CN.UTF-8" if language == "zh" else "en_US.UTF-8"}
            subprocess.run([SADDLE, "run", path, "-o", ran, "--allow-errors"], capture_output=True, check=False, env=environment)
            return text(outputs(code(json.loads(ran.read_text(encoding="utf-8")))))


class Lite(SiteTest):
    """JupyterLab and Notebook."""

    def idle(self, page):
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for(state="attached")  # a narrow toolbar hides it

    def run_all(self, page):
        page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
        page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=busy]").first.wait_for()
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for()

    def saved(self, page, path, enough):
        """The notebook as it is kept, once it is as wanted."""
        late = time.monotonic() + TIMEOUT / 1000
        while time.monotonic() < late:
            page.keyboard.press("Control+s")
            page.wait_for_timeout(500)
            notebook = page.evaluate(KEPT, path)
            if notebook and enough(notebook):
                return notebook
        self.fail("the notebook is not saved")

    def run_lesson(self, page, lesson):
        """Runs a lesson with 12 digits: the notebook, which is as the native kernel has it, and what that shows."""
        begun = time.monotonic()
        self.idle(page)
        visible = time.monotonic() - begun
        page.locator(".jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Control+Home")
        page.keyboard.insert_text("digits(12)\n")
        begun = time.monotonic()
        self.run_all(page)
        ran = time.monotonic() - begun
        notebook = self.saved(page, f"{lesson}.ipynb", lambda nb: code(nb)[-1]["execution_count"])
        there = self.native(notebook, lesson[:2])
        self.assertEqual(text(outputs(code(notebook))), there)
        self.assertEqual(self.wrong, [])
        print(f"\nsite: JupyterLab with {lesson} open after {visible:.1f} s, {len(code(notebook))} cells run in {ran:.1f} s")
        return notebook, there

    def test_lesson(self):
        Handler.sent = 0
        context = self.context()
        page = self.open(context, f"lab/index.html?path={LESSON}.ipynb")
        _, there = self.run_lesson(page, LESSON)
        page.screenshot(path=SHOTS / "site-lab.png")

        page.evaluate(OFFLINE)
        print(f"site: {Handler.sent / 1e6:.1f} MB sent, all of it kept for use without a network")
        context.set_offline(True)
        page.reload()
        self.idle(page)
        page.locator(".jp-OutputArea-output").first.wait_for(state="attached")  # the work is there again
        self.run_all(page)
        again = self.saved(page, f"{LESSON}.ipynb", lambda nb: code(nb)[-1]["execution_count"])
        self.assertEqual(text(outputs(code(again))), there)

    @unittest.skipUnless(EVERY, "lesson 1 stands for all in JupyterLab; EVERY=1 runs each")
    def test_lessons(self):
        context = self.context()
        for language, lessons in LESSONS.items():
            for lesson in lessons:
                with self.subTest(language, lesson=lesson.stem):
                    page = self.open(context, f"lab/index.html?path={language}/{lesson.name}")
                    self.run_lesson(page, f"{language}/{lesson.stem}")
                    page.close()

    def test_chinese(self):
        """JupyterLab in the language of the browser."""
        page = self.open(self.context(locale="zh-CN"), "lab/index.html?path=zh/01-critical-points.ipynb")
        self.idle(page)
        page.locator(".lm-MenuBar-itemLabel", has_text="运行").first.wait_for()
        self.assertEqual(page.locator("html").get_attribute("lang"), "zh-CN")
        page.screenshot(path=SHOTS / "site-chinese.png")
        self.assertEqual(self.wrong, [])

    def write(self, page, text):
        page.locator(".jp-Notebook .jp-CodeCell .cm-content").last.click()
        page.keyboard.insert_text(text)
        page.keyboard.press("Shift+Enter")

    def test_new_notebook(self):
        """Stop, questions, sliders and Chinese letters."""
        context = self.context()
        page = self.open(context, "lab/index.html")
        page.locator('.jp-LauncherCard[data-category="Notebook"]').first.click()
        self.idle(page)
        self.write(page, "digits(12)\nf(x, y) = x^2 - y^2 + 0.2 y^4\nkept = 41")
        self.write(page, "run(gd(η = 0.0001), (x, y) -> x^2 + sin(y)^2, from = (0.1, 0.1), steps = 1000000000, noise = 0.1)")
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=busy]").first.wait_for()
        page.wait_for_timeout(1500)
        begun = time.monotonic()
        page.keyboard.press("Escape")
        page.keyboard.press("i")
        page.keyboard.press("i")
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for()
        print(f"\nsite: a run gave way {time.monotonic() - begun:.1f} s after Stop")
        self.write(page, 'plot(f, title = "鞍点")')
        page.locator(".jp-OutputArea-output img").last.wait_for()
        self.write(page, 'print("it is", kept + 1)')
        page.get_by_text("it is 42").wait_for()
        self.write(page, 'a = ask("how many?")\nprint("there are", a + 1)')
        page.locator("input.jp-Stdin-input").fill("6")
        page.keyboard.press("Enter")
        page.get_by_text("there are 7").wait_for()
        self.write(page, 'interact(s = 1..9)\nprint("s is", s)')
        slider = page.get_by_role("slider").first
        slider.wait_for()
        page.get_by_text("s is 5").wait_for()
        slider.press("ArrowRight")
        page.get_by_text("s is 6").wait_for()
        self.write(page, 'interact(p = point(0.1, 0.1))\nprint("from", p)\nplot((x, y) -> x^2 - y^2) + scatter([p])')
        dot = page.locator(".saddle-dot")
        dot.wait_for()
        before = page.get_by_text("from (").last.inner_text()
        dot.hover()
        page.mouse.down()
        at = dot.bounding_box()
        page.mouse.move(at["x"] + 60, at["y"] + 40, steps=10)
        page.mouse.up()
        page.get_by_text("from (").filter(has_not_text=before).last.wait_for()
        self.assertIn("kept = 41", page.evaluate(REMEMBERED))
        page.screenshot(path=SHOTS / "site-new.png")
        self.assertEqual(self.wrong, [])

    def test_notebook(self):
        page = self.open(self.context(viewport={"width": 390, "height": 800}), f"notebooks/index.html?path={LESSON}.ipynb")
        self.idle(page)
        self.assertEqual(page.locator(".jp-Notebook h1").first.inner_text().strip("¶"), "Critical points")
        page.locator('.jp-CodeCell .cm-content[data-language="saddle"]').first.wait_for()
        page.screenshot(path=SHOTS / "site-notebook.png")
        self.assertEqual(self.wrong, [])


class Live(SiteTest):
    """Pages whose cells run."""

    def code(self, page, n):
        return page.locator("section.code").nth(n)

    def run_cell(self, page, n):
        self.code(page, n).locator(".live-run").click()
        page.locator("section.code").nth(n).and_(page.locator("[data-state=done], [data-state=failed]")).wait_for()

    def write(self, page, n, text):
        code = self.code(page, n).locator(".in code")
        code.click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(text)

    def test_lesson(self):
        context = self.context()
        begun = time.monotonic()
        page = self.open(context, f"pages/{LESSON}.html")
        self.run_cell(page, 0)
        first = time.monotonic() - begun
        folded = page.locator("section.code:has(> .told)")
        self.assertGreater(folded.count(), 0, "what is to be predicted is folded")
        begun = time.monotonic()
        self.run_all(page)
        print(f"\nsite: the first result of a page {first:.1f} s after it was opened, all cells in {time.monotonic() - begun:.1f} s more")
        states = page.locator("section.code").evaluate_all("all => all.map((e) => e.dataset.state)")
        self.assertLessEqual(set(states), {"done", "failed"}, "exercises fail until they are solved")
        self.assertGreater(states.count("done"), len(states) // 2)
        self.assertEqual(folded.count(), 0, "running shows what was folded")
        self.assertGreater(page.locator("section.code .out img").count(), 5)
        self.assertGreater(page.locator("section.code .out math").count(), 5)
        shown = page.locator("section.code .out").all_inner_texts()
        self.assertFalse([text for text in shown if "displaystyle" in text], "all formulas are set")
        page.screenshot(path=SHOTS / "live.png", full_page=True)
        self.assertEqual(self.wrong, [])

    def run_all(self, page):
        page.locator(".live-bar button").click()  # "Run all cells", in the language of the page
        page.locator("section.code").last.and_(page.locator("[data-state=done], [data-state=failed]")).wait_for()

    def test_lessons(self):
        """Every lesson whole, with the native kernel's values to 12 digits; three of the Chinese ones, and with EVERY=1 each."""
        context = self.context(service_workers="block")
        context.add_init_script(LISTEN)
        chinese = LESSONS["zh"] if EVERY else LESSONS["zh"][1::4]
        for language, lesson in [("en", lesson) for lesson in LESSONS["en"]] + [("zh", lesson) for lesson in chinese]:
            with self.subTest(language, lesson=lesson.stem):
                notebook = json.loads(lesson.read_text(encoding="utf-8"))
                first = code(notebook)[0]
                first["source"] = ["digits(12)\n", *first["source"]]
                begun = time.monotonic()
                page = self.open(context, f"pages/{language}/{lesson.stem}.html")
                page.locator(".live-bar").wait_for()
                self.write(page, 0, "".join(first["source"]))
                self.run_all(page)
                print(f"\nsite: the page of {language}/{lesson.stem} whole {time.monotonic() - begun:.1f} s after it was opened")
                self.assertEqual(text(said(page.evaluate("heard"))), self.native(notebook, language))
                self.assertEqual(self.wrong, [])
                page.close()

    def test_work(self):
        """Edits, Stop, sliders and questions; what was edited is there again, without a network too."""
        context = self.context(viewport={"width": 390, "height": 800})
        page = self.open(context, f"pages/{LESSON}.html")
        page.locator(".live-bar").wait_for()
        self.write(page, 0, 'digits(12)\nr = 1/3\nprint("a third is", r)')
        self.run_cell(page, 0)
        self.code(page, 0).get_by_text("a third is 0.333333333333").wait_for()
        self.write(page, 1, "run(gd(η = 0.0001), (x, y) -> x^2 + sin(y)^2, from = (0.1, 0.1), steps = 1000000000, noise = 0.1)")
        self.code(page, 1).locator(".live-run").click()
        self.code(page, 1).locator("progress").wait_for()
        self.code(page, 1).locator(".live-run").click()
        self.code(page, 1).and_(page.locator("[data-state=failed]")).wait_for()
        self.write(page, 1, 'interact(s = 1..9)\nprint("s is", s)')
        self.run_cell(page, 1)
        slider = page.get_by_role("slider").first
        self.code(page, 1).get_by_text("s is 5").wait_for()
        slider.press("ArrowRight")
        self.code(page, 1).get_by_text("s is 6").wait_for()
        self.write(page, 2, 'a = ask("how many?")\nprint("there are", a + 1)')
        self.code(page, 2).locator(".live-run").click()
        self.code(page, 2).locator("input").fill("6")
        page.keyboard.press("Enter")
        self.code(page, 2).get_by_text("there are 7").wait_for()
        self.write(page, 4, 'interact(p = point(0.1, 0.1))\nprint("from", p)\nplot((x, y) -> x^2 - y^2) + scatter([p])')
        self.run_cell(page, 4)
        dot = self.code(page, 4).locator(".saddle-dot")
        dot.wait_for()
        before = self.code(page, 4).get_by_text("from (").inner_text()
        dot.hover()
        page.mouse.down()
        page.mouse.move(150, 300, steps=10)
        page.mouse.up()
        self.code(page, 4).get_by_text("from (").filter(has_not_text=before).wait_for()
        page.screenshot(path=SHOTS / "live-point.png")
        self.write(page, 3, r"\nabla")
        page.keyboard.press("Tab")
        self.code(page, 3).locator(".in code", has_text="∇").wait_for()
        page.evaluate("scrollTo(0, 600)")
        page.screenshot(path=SHOTS / "live-phone.png")

        page.evaluate(OFFLINE)
        context.set_offline(True)
        page.reload()
        self.code(page, 0).get_by_text('print("a third is", r)').wait_for()
        self.run_cell(page, 0)
        self.code(page, 0).get_by_text("a third is 0.333333333333").wait_for()
        self.code(page, 0).get_by_role("button", name="as it was").click()
        self.assertNotIn("third", self.code(page, 0).locator(".in code").inner_text())
        self.assertEqual(self.wrong, [])

    def test_slow_network(self):
        """While the kernel comes in the page is there to read, and tells how much has come."""
        Handler.pace = 0.05
        self.addCleanup(setattr, Handler, "pace", 0)
        page = self.open(self.context(viewport={"width": 390, "height": 800}, service_workers="block"), f"pages/{LESSON}.html")
        page.locator(".live-bar").wait_for()
        self.assertTrue(page.locator("section.code > .out").first.is_visible())
        self.code(page, 0).locator(".live-run").click()
        page.get_by_text(re.compile(r"The kernel is loading … \d\.\d / \d\.\d MB")).wait_for()
        page.screenshot(path=SHOTS / "live-slow.png")
        self.code(page, 0).and_(page.locator("[data-state=done]")).wait_for()
        self.assertEqual(page.locator(".live-status").inner_text(), "")
        self.assertEqual(self.wrong, [])

    def test_chinese_letters(self):
        """They are fetched when the first is drawn."""
        page = self.open(self.context(service_workers="block"), "pages/zh/01-critical-points.html")
        font = "/" + (KERNEL / "NotoSansSC-GB2312.otf").relative_to(SITE).as_posix()
        Handler.asked.discard(font)
        self.run_cell(page, 0)
        self.assertNotIn(font, Handler.asked)
        self.run_cell(page, 1)
        self.code(page, 1).locator(".out img").first.wait_for()
        self.assertIn(font, Handler.asked)
        page.screenshot(path=SHOTS / "live-chinese.png")
        self.assertEqual(self.wrong, [])

    def test_no_jump(self):
        """The page stays where it is when its script comes."""
        context = self.context(viewport={"width": 390, "height": 800}, service_workers="block")
        page = self.open(context, f"pages/{LESSON}.html")
        page.locator(".live-bar").wait_for()
        after = page.evaluate(TOPS)
        context.route("**/live.js", lambda route: route.abort())
        page = self.open(context, f"pages/{LESSON}.html")
        before = page.evaluate(TOPS)
        self.assertEqual(page.locator(".live-bar").count(), 0)
        self.assertGreater(len(before), 20)
        self.assertLessEqual(max(abs(a - b) for a, b in zip(before, after, strict=True)), 1, f"{before}\n{after}")

    def test_code_fits(self):
        """On a screen no line of a lesson's code is broken by the buttons beside it, and on a phone the page is not wider than it."""
        context = self.context(viewport={"width": 1280, "height": 800}, service_workers="block")
        for lesson in LESSONS["en"] + LESSONS["zh"]:
            page = self.open(context, f"pages/{lesson.parent.name}/{lesson.stem}.html")
            page.locator(".live-tools").last.wait_for()
            self.assertEqual(page.evaluate(BROKEN), [], lesson)
            page.set_viewport_size({"width": 390, "height": 800})
            self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), 390)
            page.close()

    def test_without_script(self):
        page = self.open(self.context(java_script_enabled=False), f"pages/{LESSON}.html")
        self.assertTrue(page.locator("section.code > .out").first.is_visible())
        self.assertEqual(page.locator("button").count(), 0)
        page.screenshot(path=SHOTS / "still.png")


class Index(SiteTest):
    def test_links(self):
        """The course in both languages, and all that the page leads to."""
        page = self.open(self.context(viewport={"width": 390, "height": 800}), "index.html")
        for language, title in ("en", "Critical points"), ("zh", "临界点"):
            section = page.locator(f"section#{language}")
            self.assertEqual(section.locator("li").count(), len(LESSONS[language]) + 1, "the lessons, and the map of the course")
            section.get_by_role("link", name=title, exact=True).wait_for()
        for link in page.locator("a").evaluate_all("all => all.map((a) => a.href)"):
            self.assertTrue(page.request.get(link).ok, link)
        page.screenshot(path=SHOTS / "site-index.png", full_page=True)
        self.assertEqual(self.wrong, [])


class Served(SiteTest):
    """The site from the binary, whose server leads from index.html to its folder."""

    def test_twice(self):
        environment = {**os.environ, "SADDLE_SITE": str(SITE)}
        server = subprocess.Popen([SADDLE, "lab", "--browser"], stdout=subprocess.PIPE, text=True, env=environment)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)
        self.address = server.stdout.readline().split()[1]
        page = self.open(self.context(), "index.html")
        page.get_by_role("link", name="JupyterLab").first.click()
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        page.evaluate(OFFLINE)
        page.reload()
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        page.locator('.jp-CodeCell .cm-content[data-language="saddle"]').first.wait_for()
        self.assertEqual(self.wrong, [])


@unittest.skipUnless(SITE.is_dir(), "there is no site (make site)")
class Sizes(unittest.TestCase):
    def test_kernel(self):
        packed = (KERNEL / "saddle.wasm.gz").read_bytes()
        print(f"\nsite: the kernel is {len(gzip.decompress(packed)) / 1e6:.2f} MB, {len(packed) / 1e6:.2f} with gzip")
        small = int(subprocess.run(["node", "-e", BROTLI, KERNEL / "saddle.wasm.gz"], capture_output=True, check=True).stdout)
        print(f"site: {small / 1e6:.2f} MB with brotli")
        self.assertLess(small, 4e6)
        self.assertLess(len(packed), 6e6)


if __name__ == "__main__":
    unittest.main()
