"""The site in Chromium: pages whose cells run."""

import json
import re
import time
import unittest

from site_case import KERNEL, LESSON, LESSONS, OFFLINE, SHOTS, SITE, Handler, SiteTest, code, lessons_of, text

# Where the parts of a page begin.
TOPS = """async () => {
  await document.fonts.ready;
  return [...document.querySelectorAll('main > section')].map((part) => Math.round(part.getBoundingClientRect().top + scrollY));
}"""

# What moved while a page came in.
MOVES = """window.moved = [];
new PerformanceObserver((all) => {
  for (const { value, sources } of all.getEntries()) moved.push([value, sources.map(({ node }) => node?.textContent.slice(0, 80))]);
}).observe({ type: 'layout-shift', buffered: true });"""

# How many files the service worker has put by.
STORED = """async () => {
  const names = await caches.keys();
  const stores = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return stores.flat().length;
}"""

# The cells whose code takes more lines than it has.
BROKEN = """() => [...document.querySelectorAll('.in code')].filter((code) => {
  const lines = code.textContent.trimEnd().split('\\n').length;
  return code.getBoundingClientRect().height > (lines + 0.5) * parseFloat(getComputedStyle(code).lineHeight);
}).map((code) => code.textContent)"""

ENDLESS = "run(gd(η = 0.0001), (x, y) -> x^2 + sin(y)^2, from = (0.1, 0.1), steps = 1000000000, noise = 0.1)"

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
        """Every lesson whole, with the native kernel's values to 12 digits."""
        context = self.context(service_workers="block")
        context.add_init_script(LISTEN)
        for language, lesson in lessons_of("pages"):
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
        self.write(page, 1, ENDLESS)
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
        page.wait_for_function("() => document.querySelector('.saddle-live canvas').width > 1")  # a part over the first frame
        page.mouse.up()
        page.wait_for_function("() => document.querySelector('.saddle-live canvas').width === 1")
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

    def test_gives_way(self):
        """While cells run the rest of the site waits, though not for ever: of a cell without an end it is put by all the same."""
        page = self.open(self.context(), f"pages/{LESSON}.html")
        page.locator(".live-bar").wait_for()
        self.write(page, 0, ENDLESS)
        self.code(page, 0).locator(".live-run").click()
        self.code(page, 0).locator("progress").wait_for()
        stored = [0, page.evaluate(STORED)]
        while stored[-1] != stored[-2]:
            page.wait_for_timeout(1000)
            stored.append(page.evaluate(STORED))
        page.evaluate(OFFLINE)
        self.assertLess(stored[-1], page.evaluate(STORED), "nothing waited")
        self.assertEqual(self.code(page, 0).get_attribute("data-state"), "runs")
        self.code(page, 0).locator(".live-run").click()
        self.code(page, 0).and_(page.locator("[data-state=failed]")).wait_for()
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
        """The page stays where it is when the font of its formulas comes, and when its script does."""
        context = self.context(viewport={"width": 390, "height": 800}, service_workers="block")
        context.add_init_script(MOVES)
        page = self.open(context, f"pages/{LESSON}.html")
        page.locator(".live-bar").wait_for()
        after = page.evaluate(TOPS)
        self.assertEqual(page.evaluate("moved"), [])
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

    def test_row(self):
        """Pictures side by side keep a size at which they can be read on a phone, and scroll, by the keyboard too."""
        page = self.open(self.context(viewport={"width": 390, "height": 800}, service_workers="block"), f"pages/{LESSON}.html")
        page.locator(".live-bar").wait_for()
        self.write(page, 0, "grid(plot(x -> x), plot(x -> x^2), columns = 2)")
        self.run_cell(page, 0)
        out = self.code(page, 0).locator(".out:has(img)")
        self.assertGreater(out.locator("img").bounding_box()["width"], 600)
        self.assertEqual(out.get_attribute("tabindex"), "0")
        self.assertTrue(out.evaluate("e => e.scrollWidth > e.clientWidth"))
        self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), 390)
        self.assertEqual(self.wrong, [])

    def test_without_script(self):
        """Without JavaScript, without WebAssembly and without workers it is the page to read."""
        self.stays(self.context(java_script_enabled=False))
        for missing in "WebAssembly", "Worker":
            context = self.context(service_workers="block")
            context.add_init_script(f"delete window.{missing}")
            self.stays(context)

    def stays(self, context):
        page = self.open(context, f"pages/{LESSON}.html")
        page.wait_for_load_state()
        self.assertTrue(page.locator("section.code > .out").first.is_visible())
        self.assertEqual(page.locator("button, [contenteditable]").count(), 0)
        self.assertEqual(self.wrong, [])
        page.screenshot(path=SHOTS / "still.png")

    def test_without_kernel(self):
        """Where the kernel does not come the page says so, and what it shows stays."""
        context = self.context(service_workers="block")
        context.route("**/saddle.wasm.gz", lambda route: route.fulfill(status=404))
        page = self.open(context, f"pages/{LESSON}.html")
        before = page.locator("section.code > .out").count()
        self.code(page, 0).locator(".live-run").click()
        page.get_by_text("This page cannot run its cells here: Error: saddle.wasm.gz: 404").wait_for()
        self.assertEqual(page.locator("section.code > .out").count(), before)
        self.assertEqual(page.locator("[data-state=waits], [data-state=runs]").count(), 0)


if __name__ == "__main__":
    unittest.main()
