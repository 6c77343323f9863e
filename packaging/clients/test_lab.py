"""JupyterLab, as a student meets it: a lesson, the editor, the point to drag, interrupts, errors; in Chromium."""

import json
import re
import sys
import unittest
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))

try:
    from toolbox import SHOTS, PageTest, notebook
    import playwright.sync_api  # noqa: F401
except ImportError:  # from Debian's packages there is no Playwright
    raise unittest.SkipTest("Playwright is not installed here")

# What JupyterLab itself says on its console.
OWN = ("Unsatisfied version", "is taking too long to activate", "ms to activate", "/lab/api/workspaces", "favicon", "jupyter-news", "api/news")

MOVES = (
    "f(x, y) = x^2 - y^2 + 0.1y^4",
    "interact(p = point(0.1, 0.1), η = 0.01..0.5)\nprint(\"from\", p)\nplot(run(momentum(η = η), f, from = p, steps = 30))",
    "interact()\nsurface(f)",
    'print("the end", "of it")',
)


class LabTest(PageTest):
    """One server for all tests of a class would keep kernels; each test has its own."""

    def lab(self):
        return self.serve("jupyter-lab", "--no-browser", "--allow-root", "--port={port}", "--IdentityProvider.token=", "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate")

    def open(self, address, name, scheme="light"):
        """The notebook in a theme, its kernel ready; what the console says is kept."""
        page = self.page(viewport={"width": 1200, "height": 1500})
        page.said, page.counts = [], self.listen(page)
        page.on("console", lambda m: page.said.append(m.text) if m.type == "error" and not any(own in m.text for own in OWN) else None)
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(address + "/lab")
        self.put(page, address + "/lab/api/settings/@jupyterlab/apputils-extension:themes", {"theme": f"JupyterLab {scheme.capitalize()}"})
        self.put(page, address + "/lab/api/settings/@jupyterlab/apputils-extension:notification", {"fetchNews": "false"})
        page.goto(f"{address}/lab/tree/{name}?reset")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for()  # one of Markdown may be all there is
        ready = page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first
        asked = page.locator(".jp-Dialog select")
        ready.or_(asked).first.wait_for()
        page.wait_for_timeout(1500)
        if asked.count():
            asked.select_option(label="Saddle")
            page.locator(".jp-Dialog .jp-mod-accept").click()
            ready.wait_for()
        return page

    def listen(self, page):
        """Counts what is asked of the kernel by numbers and what is answered, as the page's sockets have it, and the most under way."""
        counts = {"asked": 0, "answered": 0, "most": 0}

        def hear(payload, kind):
            for number in re.findall(rb'"%s": ?(\d+)' % kind.encode(), payload if isinstance(payload, bytes) else payload.encode()):
                counts[kind] = int(number)
                counts["most"] = max(counts["most"], counts["asked"] - counts["answered"])

        def opened(socket):
            socket.on("framesent", lambda payload: hear(payload, "asked"))
            socket.on("framereceived", lambda payload: hear(payload, "answered"))

        page.on("websocket", opened)
        return counts

    def put(self, page, url, settings):
        status = page.evaluate(
            """async ([url, raw]) => {
                 const cookie = document.cookie.match(/_xsrf=([^;]*)/);
                 const headers = {"X-XSRFToken": cookie ? cookie[1] : "", "Content-Type": "application/json"};
                 return (await fetch(url, {method: "PUT", headers, body: JSON.stringify({raw})})).status; }""",
            [url, json.dumps(settings)],
        )
        self.assertEqual(status, 204)

    def menu(self, page, bar, item):
        page.locator(".lm-MenuBar-itemLabel", has_text=bar).first.click()
        page.locator(".lm-Menu-itemLabel", has_text=item).first.click()

    def done(self, page, cells):
        """Waits until as many code cells have run as there are."""
        page.wait_for_function(
            """(n) => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].filter((p) => /\\[\\d+\\]/.test(p.textContent)).length >= n""",
            arg=cells,
        )

    def shot(self, page, name):
        page.screenshot(path=SHOTS / f"lab-{name}.png")


class Lesson(LabTest):
    def test_run_all_and_again(self):
        cells = sum(cell.cell_type == "code" for cell in self.lesson("a.ipynb").cells)
        address = self.lab()
        page = self.open(address, "a.ipynb")
        page.set_viewport_size({"width": 1200, "height": 30000})  # all cells are in the page
        self.menu(page, "Run", "Run All Cells")
        self.done(page, cells)
        self.assertGreater(page.locator(".jp-RenderedLatex mjx-container, .jp-RenderedMarkdown mjx-container").count(), 20)
        self.assertEqual(page.locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"]').count(), 0)
        texts = page.evaluate("() => [...document.querySelectorAll('.jp-RenderedImage img')].map((i) => i.alt)")
        self.assertEqual([text for text in texts if len(text) < 10], [])
        wide = page.evaluate(PICTURES)
        self.assertGreater(len(wide), 3)
        for shown, natural, room in wide:
            self.assertLessEqual(shown, room + 1)
            self.assertGreater(natural / shown, 1.4)
            if shown < room - 1:  # two device pixels to a CSS pixel, where there is room
                self.assertAlmostEqual(natural / shown, 2, delta=0.6)
        self.menu(page, "Kernel", "Restart Kernel and Run All Cells")
        page.locator(".jp-Dialog .jp-mod-accept").click()
        page.wait_for_timeout(1000)
        self.done(page, cells)
        self.assertEqual(page.said, [])
        page.set_viewport_size({"width": 1200, "height": 1500})
        self.shot(page, "lesson")


class Prose(LabTest):
    def test_no_line_begins_with_a_stop(self):
        """Whatever the width: browsers break behind a formula, even before 。."""
        self.write("a.ipynb", notebook("# 题\n\n" + "设 $x_1$，取（$\\nabla f$）。又有 $y$；再令 $\\eta = 0.1$，于是 $z$。" * 12))
        page = self.open(self.lab(), "a.ipynb")
        page.locator(".jp-RenderedMarkdown mjx-container").nth(59).wait_for()
        page.locator(".jp-RenderedMarkdown .saddle-unbroken").nth(59).wait_for()
        for held, apart in ((True, 0), (False, 1)):
            if not held:  # as it would be
                page.add_style_tag(content=".saddle-unbroken { white-space: normal !important; }")
            found = sum(page.evaluate(APART, width) for width in range(300, 700, 7))
            self.assertEqual(min(found, 1), apart, found)
        self.assertEqual(page.said, [])


class Editor(LabTest):
    def test_colours_completion_help(self):
        self.write("a.ipynb", notebook('optimizer own(f, θ)  # mine\n  θ = θ - ∇f(θ)\nend\nx = [k for k in 1..10]; "half is {1/2}"', "\\nab", "classify"))
        page = self.open(self.lab(), "a.ipynb")
        page.wait_for_timeout(1000)
        colours = dict(page.evaluate(COLOURS))
        for words in (("optimizer", "end", "for", "in"), ("1", "10"), ("# mine",)):
            self.assertEqual(len({colours.get(word) for word in words}), 1, colours)
        kinds = [colours.get(word) for word in ("optimizer", "10", "# mine", '"half is ', "{1/2}")]
        self.assertEqual(len(set(kinds)), 5, colours)
        self.assertNotIn(None, kinds)
        cell = page.locator(".jp-CodeCell").nth(1)
        cell.locator(".cm-content").click()
        page.keyboard.press("End")
        page.keyboard.press("Tab")
        page.wait_for_timeout(2000)
        if page.locator(".jp-Completer:visible").count():
            page.keyboard.press("Enter")
        page.wait_for_function("() => document.querySelectorAll('.jp-CodeCell .cm-content')[1].textContent === '∇'")
        page.locator(".jp-CodeCell").nth(2).locator(".cm-content").click()
        page.keyboard.press("End")
        page.keyboard.press("Shift+Tab")
        page.locator(".jp-Tooltip").wait_for()
        self.assertIn("classify", page.locator(".jp-Tooltip").inner_text())
        self.shot(page, "editor")
        self.assertEqual(page.said, [])

    def test_a_file(self):
        (self.folder / "a.saddle").write_text("f(x) = x^2  # a file\n", encoding="utf-8")
        self.write("b.ipynb", notebook("1"))
        address = self.lab()
        page = self.open(address, "b.ipynb")
        page.goto(address + "/lab/tree/a.saddle?reset")
        page.locator(".jp-FileEditor .cm-line").first.wait_for()
        page.wait_for_timeout(1500)
        self.assertIn("# a file", dict(page.evaluate(COLOURS)))


class Moves(LabTest):
    """The slider, the point to drag and the surface, and all of it again after a reload."""

    def drag(self, page, live, ground, by):
        """Drags and waits, the button still down, for a picture that follows; then lets go."""
        before = self.frames(live)
        box = ground.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        for k in range(1, 11):
            page.mouse.move(x + by[0] * k / 10, y + by[1] * k / 10)
            page.wait_for_timeout(30)
        self.frame_after(page, live, before)
        icons = page.locator("link.favicon")
        self.assertEqual(icons.count(), 0, "the page's icon changes with each frame")
        if live.locator(".saddle-dot").count():
            page.get_by_text("from " + live.locator(".saddle-dot").get_attribute("aria-valuetext")).wait_for()  # while it is held
            page.wait_for_function("([e]) => e.querySelector('canvas').width > 1", arg=[live.element_handle()])  # over the first frame
        page.mouse.up()
        page.wait_for_function("([e]) => e.querySelector('canvas').width === 1", arg=[live.element_handle()])
        icons.first.wait_for(state="attached")

    def frames(self, live):
        return int(live.get_attribute("data-frames") or 0)

    def frame_after(self, page, live, before):
        handle = live.element_handle()
        page.wait_for_function("([e, n]) => Number(e.dataset.frames) > n", arg=[handle, before])

    def look(self, address, scheme):
        self.write("a.ipynb", notebook(*MOVES))
        page = self.open(address, "a.ipynb", scheme)
        self.menu(page, "Run", "Run All Cells")
        page.get_by_text("the end of it").last.wait_for()
        plane, space = page.locator(".saddle-live").nth(0), page.locator(".saddle-live").nth(1)
        space.locator("img").wait_for()
        dot = plane.locator(".saddle-dot")
        self.assertEqual(dot.get_attribute("aria-valuetext"), "(0.1, 0.1)")

        before = self.frames(plane)
        self.drag(page, plane, dot, (40, 30))
        self.frame_after(page, plane, before + 1)
        self.assertGreater(page.counts["answered"], 1)
        self.assertLessEqual(page.counts["most"], 2)
        moved = dot.get_attribute("aria-valuetext")
        self.assertNotEqual(moved, "(0.1, 0.1)")
        page.get_by_text("from " + moved).wait_for()

        before = self.frames(plane)
        dot.focus()
        page.keyboard.press("ArrowRight")
        self.frame_after(page, plane, before)
        x = lambda text: float(text.strip("()").split(",")[0])
        self.assertGreater(x(dot.get_attribute("aria-valuetext")), x(moved))

        before = self.frames(plane)
        slider = page.locator(".widget-slider [role=slider]").first
        slider.focus()
        for k in range(3):  # in haste, the later ones over the first
            page.keyboard.press("ArrowRight")
            self.frame_after(page, plane, before + k)
        page.wait_for_function("([e]) => e.querySelector('canvas').width === 1", arg=[plane.element_handle()])  # once it rests

        box = plane.locator(".saddle-ground").bounding_box()
        page.mouse.move(box["x"] + 0.1 * box["width"], box["y"] + 0.1 * box["height"])
        page.wait_for_function("() => /^f\\(.*\\) = /.test(document.querySelector('.saddle-said').textContent)")

        before = self.frames(space)
        space.scroll_into_view_if_needed()
        self.drag(page, space, space.locator(".saddle-ground"), (80, -20))
        self.frame_after(page, space, before + 1)
        page.wait_for_timeout(500)
        self.shot(page, f"moves-{scheme}")

        at = dot.get_attribute("aria-valuetext")
        page.wait_for_timeout(3000)  # until the reader is taken to have left the first picture
        page.keyboard.press("Control+s")
        page.locator(".jp-mod-dirty").first.wait_for(state="detached")
        page.wait_for_timeout(1000)
        stored = self.read("a.ipynb").cells[1].outputs[0].data
        self.assertIn("from " + at, stored["text/plain"])
        self.assertTrue(stored["image/png"])
        page.reload()
        page.locator(".saddle-live img").nth(1).wait_for()
        self.assertEqual(page.locator(".saddle-dot").get_attribute("aria-valuetext"), at)
        self.assertEqual(page.said, [])

    def test_light(self):
        self.look(self.lab(), "light")

    def test_dark(self):
        self.look(self.lab(), "dark")


class Bent(LabTest):
    """A point over logarithmic axes goes where the pointer is."""

    def test_the_point_is_under_the_pointer(self):
        self.write("a.ipynb", notebook(
            'interact(p = point(1, 1))\nprint("at", p)\nplot(x -> p[2] x / p[1], mark(p), x = 0.1..1000, y = 0.1..1000, log = "xy")',
        ))
        page = self.open(self.lab(), "a.ipynb")
        self.menu(page, "Run", "Run All Cells")
        dot = page.locator(".saddle-dot")
        dot.wait_for()
        ground = page.locator(".saddle-ground").bounding_box()
        for share, want in ((0.25, 1), (0.5, 10), (0.75, 100)):
            x, y = ground["x"] + share * ground["width"], ground["y"] + (1 - share) * ground["height"]
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.up()
            there = dot.get_attribute("aria-valuetext")
            for value in map(float, there.strip("()").split(",")):
                self.assertAlmostEqual(value / want, 1, delta=0.02)
            page.get_by_text("at " + there).wait_for()
            box = dot.bounding_box()
            self.assertAlmostEqual(box["x"] + box["width"] / 2, x, delta=1.5)
            self.assertAlmostEqual(box["y"] + box["height"] / 2, y, delta=1.5)
        self.shot(page, "log")
        self.assertEqual(page.said, [])


class Stills(LabTest):
    """A notebook opened with a new kernel shows its pictures, where the old one's widgets are not to be had."""

    def test_a_new_kernel(self):
        self.write("a.ipynb", notebook(*MOVES))
        address = self.lab()
        page = self.open(address, "a.ipynb")
        self.menu(page, "Run", "Run All Cells")
        page.get_by_text("the end of it").last.wait_for()
        page.locator(".saddle-live img").nth(1).wait_for()
        page.keyboard.press("Control+s")
        page.locator(".jp-mod-dirty").first.wait_for(state="detached")
        page.evaluate(END_KERNELS)
        page.close()
        page = self.open(address, "a.ipynb")
        page.locator(".jp-RenderedImage img").nth(1).wait_for()
        self.assertEqual(page.get_by_text("model not found").count(), 0)
        self.assertEqual([text for text in page.said if "widget model not found" not in text], [])
        self.menu(page, "Run", "Run All Cells")
        page.locator(".saddle-live img").nth(1).wait_for()
        self.assertEqual(page.locator(".jp-RenderedImage").count(), 0)
        self.shot(page, "still")


class Ends(LabTest):
    def test_interrupt_and_errors(self):
        self.write("a.ipynb", notebook('print("begun")\nsum(sum(sin(j k) for k in 1..1000000) for j in 1..1000000)'))
        address = self.lab()
        for scheme in ("light", "dark"):
            page = self.open(address, "a.ipynb", scheme)
            self.menu(page, "Run", "Run All Cells")
            page.get_by_text("begun", exact=True).last.wait_for()
            self.menu(page, "Kernel", "Interrupt Kernel")
            page.locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"], .jp-RenderedText[data-mime-type="application/vnd.jupyter.stderr"]').first.wait_for()
            page.get_by_text("Interrupted").last.wait_for()
            self.assertGreater(page.evaluate(DARKEST), 4.5, scheme)
            self.shot(page, f"error-{scheme}")
            self.assertEqual(page.said, [])
            page.close()


# Of each picture: how wide it is shown, how wide it is, and how much room it has.
PICTURES = """() => [...document.querySelectorAll('.jp-RenderedImage img')].map((i) =>
  [i.getBoundingClientRect().width, i.naturalWidth, i.closest('.jp-OutputArea-output').getBoundingClientRect().width])"""

# How many formulas have a sign that touches them on another line, in prose of a width.
APART = """(width) => {
  const prose = document.querySelector('.jp-RenderedMarkdown');
  prose.style.width = width + 'px';
  const range = document.createRange();
  return [...prose.querySelectorAll('mjx-container')].filter((formula) => {
    const { top, bottom } = formula.getBoundingClientRect(), next = formula.nextSibling;
    range.setStart(next, 0);
    range.setEnd(next, 1);
    const sign = range.getBoundingClientRect();
    return sign.top >= bottom || sign.bottom <= top;
  }).length; }"""

# Ends the kernels of all notebooks.
END_KERNELS = """async () => {
  const cookie = document.cookie.match(/_xsrf=([^;]*)/), headers = {"X-XSRFToken": cookie ? cookie[1] : ""};
  for (const { id } of await (await fetch('/api/sessions')).json()) await fetch('/api/sessions/' + id, { method: 'DELETE', headers }); }"""

# The colours of the editors' pieces that have one.
COLOURS = """() => [...document.querySelectorAll('.cm-line span')].map((s) => [s.textContent, getComputedStyle(s).color])"""

# The least contrast of the words of an error on their ground, by WCAG's formula.
DARKEST = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const error = document.querySelector('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"] pre, .jp-RenderedText[data-mime-type="application/vnd.jupyter.stderr"] pre, .jp-RenderedText pre');
  let ground = [255, 255, 255];
  const grounds = [];
  for (let e = error; e; e = e.parentElement) grounds.push(parse(getComputedStyle(e).backgroundColor));
  for (const [r, g, b, a = 1] of grounds.reverse()) ground = [r, g, b].map((c, i) => a * c + (1 - a) * ground[i]);
  const light = (rgb) => rgb.slice(0, 3).map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const [a, b] = [light(parse(getComputedStyle(error).color)), light(ground)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}"""


if __name__ == "__main__":
    unittest.main()
