"""The site in Chromium: JupyterLab and Notebook with the kernel in the page."""

import time
import unittest

from site_case import LESSON, OFFLINE, SHOTS, TIMEOUT, Handler, SiteTest, code, lessons_of, outputs, text

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

# Runs the first cell of lesson 1 as soon as it is there.
EARLY = """new MutationObserver((_, all) => {
  const cell = [...document.querySelectorAll('.jp-Notebook .jp-CodeCell .cm-content')].find((cell) => cell.textContent.includes('language('));
  if (!cell) return;
  all.disconnect();
  cell.focus();
  cell.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 13, shiftKey: true, bubbles: true, cancelable: true }));
}).observe(document, { subtree: true, childList: true });"""

# The cells that the kernel has in the browser's storage.
REMEMBERED = """async () => {
  const db = await new Promise((done) => { indexedDB.open('saddle').onsuccess = (e) => done(e.target.result); });
  const files = await new Promise((done) => { db.transaction('history').objectStore('history').getAll().onsuccess = (e) => done(e.target.result); });
  db.close();
  return files.map((file) => new TextDecoder().decode(file.bytes)).join('');
}"""


class Lite(SiteTest):
    """JupyterLab and Notebook."""

    def idle(self, page):
        """Waits for a notebook and its kernel; before there is one JupyterLab names none, and calls that idle."""
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
        page.locator(".jp-KernelName", has_text="Saddle").first.wait_for(state="attached")  # a narrow toolbar hides it
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for(state="attached")

    def menu(self, page, bar, item):
        page.locator(".lm-MenuBar-itemLabel", has_text=bar).first.click()
        page.locator(".lm-Menu-itemLabel", has_text=item).first.click()

    def run_all(self, page):
        self.menu(page, "Run", "Run All Cells")
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
        self.menu(page, "Edit", "Clear Outputs of All Cells")
        self.saved(page, f"{LESSON}.ipynb", lambda nb: not outputs(code(nb)))
        self.run_all(page)
        again = self.saved(page, f"{LESSON}.ipynb", lambda nb: code(nb)[-1]["execution_count"])
        self.assertEqual(text(outputs(code(again))), there)

    def test_lessons(self):
        """Every lesson whole, with the native kernel's values to 12 digits."""
        for language, lesson in lessons_of("JupyterLab"):
            with self.subTest(language, lesson=lesson.stem):
                context = self.context()  # of its own: JupyterLab opens again what was open
                page = self.open(context, f"lab/index.html?path={language}/{lesson.name}")
                self.run_lesson(page, f"{language}/{lesson.stem}")
                context.close()

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
        page.locator(".jp-OutputArea-output progress").wait_for()
        begun = time.monotonic()
        page.keyboard.press("Escape")
        page.keyboard.press("i")
        page.keyboard.press("i")
        page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for()
        print(f"\nsite: a run gave way {time.monotonic() - begun:.1f} s after Stop")
        page.get_by_text("Interrupted", exact=True).wait_for()
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

    def test_early(self):
        """A cell that is run before there is a kernel waits for it."""
        context = self.context()
        context.add_init_script(EARLY)
        page = self.open(context, f"lab/index.html?path={LESSON}.ipynb")
        self.idle(page)
        page.locator(".jp-CodeCell .jp-InputPrompt", has_text="[1]").first.wait_for()
        self.assertEqual(page.locator(".jp-Dialog").count(), 0)
        self.assertEqual(self.wrong, [])

    def test_notebook(self):
        """On a phone; after one load without a network too, with the work there."""
        context = self.context(viewport={"width": 390, "height": 800})
        page = self.open(context, f"notebooks/index.html?path={LESSON}.ipynb")
        self.idle(page)
        self.assertEqual(page.locator(".jp-Notebook h1").first.inner_text().strip("¶"), "Critical points")
        page.locator('.jp-CodeCell .cm-content[data-language="saddle"]').first.wait_for()
        page.screenshot(path=SHOTS / "site-notebook.png")
        self.write_first(page, 'print("six", "seven")\n')
        page.get_by_text("six seven").wait_for()
        self.saved(page, f"{LESSON}.ipynb", lambda nb: outputs(code(nb)))
        page.evaluate(OFFLINE)
        context.set_offline(True)
        page.reload()
        self.idle(page)
        page.get_by_text("six seven").wait_for()
        self.write_first(page, 'print("six", "eight")\n')
        page.get_by_text("six eight").wait_for()
        self.assertEqual(self.wrong, [])

    def test_narrow(self):
        """On a phone the notebook has JupyterLab's width, though the list of files can be had, and Notebook's menus have their whole names."""
        phone = {"viewport": {"width": 390, "height": 800}}
        page = self.open(self.context(**phone), f"lab/index.html?path={LESSON}.ipynb")
        self.idle(page)
        page.wait_for_function("document.querySelector('.jp-Notebook').getBoundingClientRect().width > 280")
        page.screenshot(path=SHOTS / "site-lab-phone.png")
        page.locator("[data-id=filebrowser]").click()
        page.locator(".jp-DirListing-item").first.click()
        page.wait_for_timeout(500)
        self.assertTrue(page.locator(".jp-DirListing-item").first.is_visible())
        self.assertEqual(self.wrong, [])
        page = self.open(self.context(locale="zh-CN", **phone), "notebooks/index.html?path=zh/01-critical-points.ipynb")
        self.idle(page)
        page.locator(".lm-MenuBar-itemLabel", has_text="运行").first.wait_for()
        heights = page.locator(".lm-MenuBar-itemLabel").evaluate_all("all => all.map((e) => e.scrollHeight)")
        self.assertLess(max(heights), 30, heights)
        page.screenshot(path=SHOTS / "site-notebook-chinese.png")
        self.assertEqual(self.wrong, [])

    def write_first(self, page, text):
        """Puts lines before the code of the first cell, and runs it."""
        page.locator(".jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Control+Home")
        page.keyboard.insert_text(text)
        page.keyboard.press("Shift+Enter")


if __name__ == "__main__":
    unittest.main()
