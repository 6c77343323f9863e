"""Pages, looked at in Chromium: our own by axe-core, in both colour schemes; Voilà's sliders; JupyterLab."""

import json
import os
import subprocess
from pathlib import Path

from toolbox import LESSON, ROOT, SHOTS, PageTest, notebook

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
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        page.screenshot(path=SHOTS / f"{path.stem}-{options['color_scheme']}.png", full_page=True)
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
        for scheme in ("light", "dark"):
            for path in pages:
                found = self.violations(path, color_scheme=scheme, viewport={"width": 1200, "height": 900})
                self.assertEqual(found, [], f"{path.name}, {scheme}")


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


class FrontEnds(PageTest):
    """Help shows once, formulas are set, errors are readable, and the help menu leads to our pages."""

    def run_all(self, page):
        page.locator(".jp-CodeCell").first.wait_for()
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for()
        page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
        page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
        page.get_by_text("the end of it").last.wait_for()

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

    def test_jupyterlab(self):
        address = self.serve("jupyter-lab", "--no-browser", "--allow-root", "--port={port}", "--IdentityProvider.token=")
        settings = address + "/lab/api/settings/@jupyterlab/apputils-extension:themes"
        for scheme in ("light", "dark"):
            self.theme(settings, scheme)
            self.look(address, "/lab/tree/a.ipynb?reset", "jupyterlab", scheme)
        for name in ("reference", "gallery", "course"):
            page = self.page()
            answer = page.goto(f"{address}/kernelspecs/saddle/help/{name}.html")
            self.assertEqual(answer.status, 200)
            self.assertGreater(page.locator("h1").count(), 0)

    def theme(self, url, scheme):
        page = self.page()
        page.goto(url.split("/lab/")[0] + "/lab")
        raw = json.dumps({"theme": f"JupyterLab {scheme.capitalize()}"})
        status = page.evaluate(
            """async ([url, raw]) => {
                 const cookie = document.cookie.match(/_xsrf=([^;]*)/);
                 const headers = {"X-XSRFToken": cookie ? cookie[1] : "", "Content-Type": "application/json"};
                 return (await fetch(url, {method: "PUT", headers, body: JSON.stringify({raw})})).status; }""",
            [url, raw],
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
