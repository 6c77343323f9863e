"""Tools that make books and sites of notebooks."""

import shutil
import unittest

from toolbox import CONFIG, ToolTest, notebook

CELLS = ("# Title", "f(x) = x^2\n∇f(3)", "plot(f, x = -1..1)", "help(momentum)", "print(\"done\")")


class BookTests(ToolTest):
    def test_myst_nb(self):
        shutil.copy(CONFIG / "myst_nb.py", self.folder / "conf.py")
        self.write("index.ipynb", notebook(*CELLS, "nosuchname", c5=["raises-exception"]))
        said = self.run_tool("sphinx-build", "-W", "-q", "-b", "html", ".", "out")
        self.assertNotIn("WARNING", said)
        page = (self.folder / "out" / "index.html").read_text(encoding="utf-8")
        for word in ("\\displaystyle", "learning rate", "done", "NameError", "highlight-saddle"):
            self.assertIn(word, page)

    def test_mystmd(self):
        if shutil.which("node") is None:
            self.skipTest("mystmd needs node")
        self.write("a.ipynb", notebook(*CELLS))
        self.run_tool("myst", "build", "a.ipynb", "--execute", "--strict", "--md")
        made = "\n".join(path.read_text(encoding="utf-8") for path in self.folder.rglob("*.md"))
        self.assertIn("done", made)

    def test_quarto(self):
        if shutil.which("quarto") is None:
            self.skipTest("quarto is not in any registry reached: its package fetches the program from its own site")
        shutil.copy(CONFIG / "quarto.yml", self.folder / "_quarto.yml")
        (self.folder / "a.qmd").write_text("---\ntitle: T\n---\n```{saddle}\nprint(6*7)\n```\n", encoding="utf-8")
        done = shutil.which("quarto")
        import subprocess

        subprocess.run([done, "render", "a.qmd", "--to", "html"], cwd=self.folder, check=True)
        self.assertIn("42", (self.folder / "a.html").read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
