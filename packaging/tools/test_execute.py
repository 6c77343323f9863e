"""Tools that execute a notebook, or cells."""

import os
import shutil
import subprocess

from toolbox import CONFIG, LESSON, ToolTest, notebook, shown


class ExecuteTests(ToolTest):
    def check_lesson(self, nb):
        """Every cell has run, and shows what it shows by `saddle run`."""
        counts = [c.execution_count for c in nb.cells if c.cell_type == "code" and c.source.strip()]
        self.assertEqual(counts, list(range(1, len(counts) + 1)))
        subprocess.run([os.environ["SADDLE"], "run", LESSON, "-o", self.folder / "kept.ipynb"], check=True, capture_output=True)
        kept = [shown(c) for c in self.read("kept.ipynb").cells if c.cell_type == "code"]
        self.assertEqual([shown(c) for c in nb.cells if c.cell_type == "code"], kept)

    def test_nbclient(self):
        self.lesson()
        self.run_tool("jupyter", "execute", "--inplace", "lesson.ipynb")
        self.check_lesson(self.read("lesson.ipynb"))

    def test_nbconvert_html(self):
        self.lesson()
        said = self.run_tool("jupyter", "nbconvert", "--execute", "--to", "html", "lesson.ipynb")
        self.assertNotIn("lexer", said)
        page = (self.folder / "lesson.html").read_text(encoding="utf-8")
        self.assertIn("$\\displaystyle", page)
        self.assertIn("data:image/png;base64,", page)
        self.assertNotIn("Traceback", page)

    def test_nbconvert_other_forms(self):
        nb = notebook("# Title", "f(x) = x^2\n∇f(3)", "help(momentum)")
        nb.metadata.language_info = {"name": "saddle", "file_extension": ".saddle"}  # as a front end stores it
        self.write("a.ipynb", nb)
        for form, ending, words in [
            ("markdown", "md", ["6", "learning rate"]),
            ("slides", "slides.html", ["learning rate"]),
            ("script", "saddle", ["f(x) = x^2"]),
            ("latex", "tex", ["Title", "\\displaystyle 6", "\\nabla f"]),
        ]:
            if form == "latex" and not shutil.which("pandoc"):
                self.skipTest("LaTeX was left out: there is no pandoc")
            self.run_tool("jupyter", "nbconvert", "--execute", "--to", form, "a.ipynb")
            text = (self.folder / f"a.{ending}").read_text(encoding="utf-8")
            for word in words:
                self.assertIn(word, text, form)

    def test_jupyter_run(self):
        (self.folder / "x.saddle").write_text("x = 3\nprint(x^2)\nhelp(momentum)\n", encoding="utf-8")
        said = self.run_tool("jupyter", "run", "--kernel", "saddle", "x.saddle")
        self.assertTrue(said.startswith("9\n"), said)
        self.assertIn("learning rate", said)

    def test_console(self):
        said = self.run_tool("jupyter", "console", "--kernel", "saddle", "--simple-prompt", stdin="6 * 7\nhelp(momentum)\nexit\n")
        self.assertIn("42", said)
        self.assertIn("learning rate", said)

    def test_papermill(self):
        self.write("a.ipynb", notebook("η = 0.1  # how far\np = (1, 1)\nname = \"a\"", "print(η, p, name)", c0=["parameters"]))
        said = self.run_tool("papermill", "a.ipynb", "b.ipynb", "-p", "η", "0.05", "-y", 'p: [3, 4.5]\nname: "say \\"hi\\""')
        self.assertNotIn("nknown", said)
        self.assertEqual(shown(self.read("b.ipynb").cells[2]).strip(), '0.05 (3, 4.5) say "hi"')
        self.assertIn("how far", self.run_tool("papermill", "--help-notebook", "a.ipynb"))

    def test_papermill_lesson(self):
        """All cells run; papermill then counts an unsolved exercise as a failure, although its cell is tagged raises-exception."""
        self.lesson()
        self.assertIn("Unsolved: exercise", self.run_tool("papermill", "lesson.ipynb", "done.ipynb", ok=False))
        done = self.read("done.ipynb")
        done.cells = [c for c in done.cells if "papermill-error-cell-tag" not in c.metadata.get("tags", [])]
        self.check_lesson(done)

    def test_jupytext(self):
        lesson = self.lesson()
        for form, ending in [("py:percent", "py"), ("md:myst", "md"), ("md", "md")]:
            if form == "md":
                (self.folder / "jupytext.toml").write_text((CONFIG / "jupytext.toml").read_text())
            self.run_tool("jupytext", "--to", form, "--output", f"a.{ending}", "lesson.ipynb")
            self.run_tool("jupytext", "--to", "ipynb", "--output", "back.ipynb", f"a.{ending}")
            back = self.read("back.ipynb")
            self.assertEqual([(c.cell_type, c.source) for c in back.cells], [(c.cell_type, c.source) for c in lesson.cells], form)
        self.run_tool("jupyter", "execute", "--inplace", "back.ipynb", "--kernel_name=saddle")
        self.check_lesson(self.read("back.ipynb"))

    def test_nbval(self):
        self.lesson()
        self.run_tool("jupyter", "execute", "--inplace", "lesson.ipynb")
        said = self.run_tool("pytest", "--nbval", "-q", "-p", "no:cacheprovider", "lesson.ipynb")
        self.assertIn("passed", said)
        self.write("wrong.ipynb", notebook("1 + 1"))
        self.run_tool("jupyter", "execute", "--inplace", "wrong.ipynb")
        text = (self.folder / "wrong.ipynb").read_text()
        (self.folder / "wrong.ipynb").write_text(text.replace('"2"', '"3"'))
        self.run_tool("pytest", "--nbval", "-q", "-p", "no:cacheprovider", "wrong.ipynb", ok=False)

    def test_nbdime(self):
        nb = notebook("x = 1", "x")
        self.write("a.ipynb", nb)
        nb.cells[0].source = "x = 2"
        self.write("b.ipynb", nb)
        self.run_tool("jupyter", "execute", "--inplace", "a.ipynb")
        self.run_tool("jupyter", "execute", "--inplace", "b.ipynb")
        said = self.run_tool("nbdiff", "--no-color", "a.ipynb", "b.ipynb")
        for line in ("-  x = 1", "+  x = 2"):
            self.assertIn(line, said)
        self.run_tool("nbmerge", "a.ipynb", "b.ipynb", "a.ipynb", "--out", "c.ipynb")
        self.assertEqual(self.read("c.ipynb").cells[0].source, "x = 2")
