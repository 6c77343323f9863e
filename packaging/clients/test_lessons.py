"""The first lesson, executed by Jupyter's own clients and by `saddle run`: the same text must come out.

SADDLE names the program."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import nbformat
from nbclient import NotebookClient

LESSONS = Path(__file__).resolve().parents[2] / "lessons"


def first_lesson():
    found = sorted(LESSONS.glob("en/01-*.ipynb"))
    if not found:
        raise FileNotFoundError(f"no lesson 01 in {LESSONS / 'en'}")
    return found[0]


def outputs(notebook):
    """What a reader sees of each code cell: texts by media type, and which other media there are."""
    seen = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            seen.append((cell.execution_count, joined([plain(output) for output in cell.outputs])))
    return seen


def plain(output):
    if output.output_type == "stream":
        return ("stream", output.name, output.text)
    if output.output_type == "error":
        return ("error", output.ename, output.evalue)
    texts = {mime: data if mime.startswith("text/") else "…" for mime, data in output.data.items()}
    return (output.output_type, sorted(texts.items()))


def joined(items):
    """Pieces of one stream that follow each other count as one."""
    result = []
    for item in items:
        if result and item[0] == "stream" and result[-1][:2] == item[:2]:
            result[-1] = (*item[:2], result[-1][2] + item[2])
        else:
            result.append(item)
    return result


class LessonTests(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.lesson = first_lesson()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "lesson.ipynb"
            subprocess.run([os.environ["SADDLE"], "run", str(cls.lesson), "-o", str(path)], check=True, stderr=subprocess.DEVNULL)
            cls.expected = nbformat.read(path, as_version=4)
        nbformat.validate(cls.expected)

    def test_saddle_run_executes_every_cell(self):
        counts = [c.execution_count for c in self.expected.cells if c.cell_type == "code" and c.source.strip()]
        self.assertEqual(counts, list(range(1, len(counts) + 1)))

    def test_nbclient(self):
        notebook = nbformat.read(self.lesson, as_version=4)
        client = NotebookClient(notebook, kernel_name="saddle", timeout=300, resources={"metadata": {"path": str(self.lesson.parent)}})
        client.execute()
        self.assertEqual(outputs(notebook), outputs(self.expected))

    def test_nbconvert(self):
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", str(self.lesson)]
            command += ["--output-dir", folder, "--output", "lesson.ipynb"]
            done = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            executed = nbformat.read(Path(folder) / "lesson.ipynb", as_version=4)
        self.assertEqual(outputs(executed), outputs(self.expected))


if __name__ == "__main__":
    unittest.main()
