"""Pages, looked at in Chromium: our own by axe-core, in both colour schemes; Voilà's sliders; JupyterLab."""

import json
import os
import subprocess
import time
import urllib.request
from itertools import product
from pathlib import Path

from toolbox import LESSON, ROOT, SHOTS, TIMEOUT, PageTest, notebook

AXE = Path(os.environ.get("AXE", ROOT / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"))

# Every kind of output that has a look of its own.
LOOKS = (
    "# How results look\n\nA [link](https://example.org), `code`, $x^2$.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> quoted",
    "f(x, y) = x^2 - y^2  # a comment",
    "∇f",
    "classify(f, (0, 0))",
    "help(momentum)",
    "compare(f, gd, momentum, from = (1, 0.1), steps = 10)",
    'save(plot(f), "p.png")\nt = load("t.csv")\nt',
    'warn("η is too large")\ncheck ∇f(1, 2) ≈ (2, -4)',
    "nosuchname + 1",
    "check ∇f(1, 2) ≈ (2, -5)",
    # What is wider than a phone.
    "# Wide\n\n$$" + " + ".join(f"a_{i} x^{i}" for i in range(2, 12)) + "$$\n\nwords $" + " + ".join(f"b_{i}" for i in range(2, 20)) + "$ words\n\n"
    + "| " + " | ".join("heading" for _ in range(8)) + " |\n" + "|---" * 8 + "|\n" + "| 1234567 " * 8 + "|\n\n" + "verylongword" * 9,
    "g(x, y) = x^4 + 4x^3 y + 6x^2 y^2 + 4x y^3 + y^4 - 12x^2 + sin(x y)\ng\n∇g\n∇²g",
    "[j/(k + j) for j in 1..4, k in 1..9]",
    "print([k for k in 1..60])",
    'if 1 > 2 then "text" else "a long line of text, longer than the page is wide, again and again, until it must be wrapped: " ',
)
ERRORS = {f"c{i}": ["raises-exception"] for i in (8, 9)}


class OwnPages(PageTest):
    def violations(self, path, **options):
        """What axe-core finds on a page."""
        if not AXE.exists():
            self.skipTest("axe-core is not installed (npm)")
        page = self.page(bypass_csp=True, **options)
        page.goto(path.as_uri())
        width = page.evaluate("document.documentElement.scrollWidth")
        self.assertLessEqual(width, options["viewport"]["width"], f"the whole of {path.name} scrolls sideways")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        page.screenshot(path=SHOTS / f"{path.stem}-{options['color_scheme']}-{options['viewport']['width']}.png", full_page=True)
        return [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found]

    def test_axe(self):
        self.write("looks.ipynb", notebook(*LOOKS, **ERRORS))
        (self.folder / "t.csv").write_text("x,y\n1,2\n3,4\n")
        saddle = os.environ["SADDLE"]
        subprocess.run([saddle, "run", "looks.ipynb", "-o", "looks.html"], cwd=self.folder, capture_output=True)
        subprocess.run([saddle, "run", LESSON, "-o", "lesson.html"], cwd=self.folder, capture_output=True, check=True)
        subprocess.run([saddle, "install", "--prefix", "."], cwd=self.folder, capture_output=True, check=True)
        pages = [self.folder / "looks.html", self.folder / "lesson.html", *sorted(self.folder.glob("share/**/help/*.html"))]
        self.assertGreaterEqual(len(pages), 5)
        for scheme, width, path in product(("light", "dark"), (1200, 390), pages):
            found = self.violations(path, color_scheme=scheme, viewport={"width": width, "height": 900})
            self.assertEqual(found, [], f"{path.name}, {scheme}, {width} pixels wide")


class VoilaPage(PageTest):
    def test_slider(self):
        self.write("a.ipynb", notebook("interact(a = 1..9)\nprint(\"a is\", a)"))
        page = self.page()
        page.goto(self.serve("voila", "--no-browser", "--port={port}", "a.ipynb"))
        slider = page.get_by_role("slider").first
        slider.wait_for()
        page.get_by_text("a is 5").wait_for()
        slider.press("ArrowRight")
        page.get_by_text("a is 6").wait_for()

    def test_point(self):
        self.write("a.ipynb", notebook(
            "f(x, y) = x^2 - y^2 + 0.1y^4",
            "interact(p = point(0.1, 0.1))\nprint(\"from\", p)\nplot(run(momentum(η = 0.1), f, from = p, steps = 30))",
        ))
        page = self.page(viewport={"width": 1000, "height": 900})
        page.goto(self.serve("voila", "--no-browser", "--port={port}", "a.ipynb"))
        dot = page.locator(".saddle-dot")
        dot.wait_for()
        box = dot.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y - 40, steps=5)
        page.mouse.up()
        there = dot.get_attribute("aria-valuetext")
        self.assertNotEqual(there, "(0.1, 0.1)")
        page.get_by_text("from " + there).wait_for()
        page.screenshot(path=SHOTS / "voila-point.png")


class FrontEnds(PageTest):
    """Help shows once, formulas are set, errors are readable, and the help menu leads to our pages."""

    def run_all(self, page):
        page.locator(".jp-CodeCell").first.wait_for()
        self.until_connected(page)
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for()
        page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
        page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
        page.get_by_text("the end of it").last.wait_for()

    def until_connected(self, page):
        """Waits for the kernel: until then a front end asks which one is to run the cells."""
        address = "/".join(page.url.split("/")[:3])
        for _ in range(TIMEOUT):
            with urllib.request.urlopen(f"{address}/api/kernels", timeout=TIMEOUT) as answer:
                kernels = json.load(answer)
            if any(kernel["connections"] > 0 and kernel["execution_state"] == "idle" for kernel in kernels):
                return
            time.sleep(1)
        self.fail("no kernel is connected")

    def look(self, address, path, name, scheme):
        self.write("a.ipynb", notebook(*LOOKS[:5], "nosuchname", 'print("the end", "of it")', c5=["raises-exception"]))
        page = self.page(color_scheme=scheme, viewport={"width": 1100, "height": 1600})
        page.goto(address + path)
        self.run_all(page)
        self.assertEqual(page.get_by_text("how much of the average is kept").count(), 1)
        self.assertGreater(page.locator(".jp-RenderedLatex mjx-container").count(), 0)
        ratio = page.evaluate(CONTRAST)
        self.assertGreater(ratio, 4.5, "the sentence of an error on its ground")
        page.screenshot(path=SHOTS / f"{name}-{scheme}.png")
        return page

    def test_jupyterlab(self):
        address = self.serve("jupyter-lab", "--no-browser", "--allow-root", "--port={port}", "--IdentityProvider.token=")
        for scheme in ("light", "dark"):
            self.theme(address + "/lab", scheme)
            self.look(address, "/lab/tree/a.ipynb?reset", "jupyterlab", scheme)
        for name in ("reference", "gallery", "course"):
            page = self.page()
            answer = page.goto(f"{address}/kernelspecs/saddle/help/{name}.html")
            self.assertEqual(answer.status, 200)
            self.assertGreater(page.locator("h1").count(), 0)

    def test_notebook(self):
        address = self.serve("jupyter-notebook", "--no-browser", "--allow-root", "--port={port}", "--IdentityProvider.token=")
        for scheme in ("light", "dark"):
            self.theme(address + "/tree", scheme)
            page = self.look(address, "/notebooks/a.ipynb", "notebook", scheme)
        page.locator(".jp-CodeCell .cm-content").last.click()
        page.keyboard.press("Escape")
        page.keyboard.press("b")
        page.keyboard.press("Enter")
        page.keyboard.type("interact(a = 1..9)\nprint(\"a is\", a)\nmome")
        page.keyboard.press("Tab")
        page.locator(".jp-Completer").get_by_text("momentum", exact=True).wait_for()
        page.keyboard.press("Escape")
        for _ in "mome":
            page.keyboard.press("Backspace")
        page.keyboard.press("Shift+Enter")
        slider = page.get_by_role("slider").first
        slider.wait_for()
        page.get_by_text("a is 5").wait_for()
        slider.drag_to(page.locator(".widget-readout").first)  # a notebook takes the arrow keys for itself
        page.get_by_text("a is 9").wait_for()
        page.screenshot(path=SHOTS / "notebook-slider.png")

    def theme(self, address, scheme):
        """Sets the theme where the front end of that address keeps it."""
        page = self.page()
        page.goto(address)
        raw = json.dumps({"theme": f"JupyterLab {scheme.capitalize()}"})
        status = page.evaluate(
            """async (raw) => {
                 const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
                 const url = (config.fullSettingsUrl || config.settingsUrl).replace(/[/]$/, "") + "/@jupyterlab/apputils-extension:themes";
                 const cookie = document.cookie.match(/_xsrf=([^;]*)/);
                 const headers = {"X-XSRFToken": cookie ? cookie[1] : "", "Content-Type": "application/json"};
                 return (await fetch(url, {method: "PUT", headers, body: JSON.stringify({raw})})).status; }""",
            raw,
        )
        self.assertEqual(status, 204)


# The contrast of the first error's text on its ground, by WCAG's formula; grounds that let through what is below are mixed.
CONTRAST = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const error = document.querySelector('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"], .jp-RenderedText[data-mime-type="application/vnd.jupyter.error"]');
  const grounds = [];
  for (let e = error; e; e = e.parentElement) grounds.push(parse(getComputedStyle(e).backgroundColor));
  let ground = [255, 255, 255];
  for (const [r, g, b, a = 1] of grounds.reverse()) ground = [r, g, b].map((c, i) => a * c + (1 - a) * ground[i]);
  const light = (rgb) => rgb.slice(0, 3).map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const pre = error.querySelector("pre") || error;
  const [a, b] = [light(parse(getComputedStyle(pre).color)), light(ground)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}"""
