"""Every lesson, executed by Jupyter's own clients and by `saddle run`: the same text must come out, that of testdata.

SADDLE names the program."""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import nbformat
from nbclient import NotebookClient

LESSONS = Path(__file__).resolve().parents[2] / "lessons"


def lessons():
    found = sorted(LESSONS.glob("??/[0-9]*.ipynb"))
    if not found:
        raise FileNotFoundError(f"no lessons in {LESSONS}")
    return found


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


def transcript(notebook):
    """The outputs in the form of testdata."""
    text = ""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            text += f"## {cell.id}\n{''.join(map(line, cell.outputs))}\n"
    return text


def line(output):
    if output.output_type == "stream":
        return output.text
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}\n"
    return output.data.get("text/plain", "") + "\n" + ("(a picture)\n" if "image/png" in output.data else "")


def saddle_run(lesson):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lesson.ipynb"
        subprocess.run([os.environ["SADDLE"], "run", str(lesson), "-o", str(path)], check=True, stderr=subprocess.DEVNULL)
        notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


class LessonTests(unittest.TestCase):
    maxDiff = None

    def test_stored(self):
        for lesson in lessons():
            with self.subTest(lesson=lesson):
                notebook = nbformat.read(lesson, as_version=4)
                nbformat.validate(notebook)
                self.assertEqual((notebook.nbformat, notebook.nbformat_minor), (4, 5))
                self.assertEqual(nbformat.writes(notebook) + "\n", lesson.read_text(encoding="utf-8"), "not as Jupyter writes it")

    def test_saddle_run_and_nbclient(self):
        for lesson in lessons():
            with self.subTest(lesson=lesson):
                expected = saddle_run(lesson)
                counts = [c.execution_count for c in expected.cells if c.cell_type == "code" and c.source.strip()]
                self.assertEqual(counts, list(range(1, len(counts) + 1)))
                kept = LESSONS / "testdata" / lesson.parent.name / f"{lesson.stem}.outputs"
                self.assertEqual(transcript(expected), kept.read_text(encoding="utf-8"))
                notebook = nbformat.read(lesson, as_version=4)
                folder = {"metadata": {"path": str(lesson.parent)}}
                NotebookClient(notebook, kernel_name="saddle", timeout=300, resources=folder).execute()
                self.assertEqual(outputs(notebook), outputs(expected))

    def test_nbconvert(self):
        lesson = LESSONS / "en" / "01-critical-points.ipynb"
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", str(lesson)]
            command += ["--output-dir", folder, "--output", "lesson.ipynb"]
            done = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            executed = nbformat.read(Path(folder) / "lesson.ipynb", as_version=4)
        self.assertEqual(outputs(executed), outputs(saddle_run(lesson)))

    def test_slides(self):
        """As slides each part begins one, and nothing of the machinery shows."""
        for lesson in lessons():
            with self.subTest(lesson=lesson):
                kinds = [c.metadata.get("slideshow", {}).get("slide_type") for c in nbformat.read(lesson, as_version=4).cells]
                self.assertEqual(kinds[0], "slide")
                self.assertGreaterEqual(kinds.count("slide"), 5)
                self.assertEqual(kinds[-1], "skip")
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "nbconvert", "--to", "slides", str(lessons()[0]), "--output-dir", folder]
            done = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            page = next(Path(folder).glob("*.html")).read_text(encoding="utf-8")
            self.assertGreaterEqual(len(re.findall("<section", page)), 5)

    def test_slides_that_fit(self):
        """Our template is nbconvert's own, and lays out what a slide holds as large as there is room for."""
        template = Path(__file__).resolve().parents[1] / "config" / "saddle_slides"
        pages = []
        with tempfile.TemporaryDirectory() as folder:
            for chosen in ([], ["--template", template.name, f"--TemplateExporter.extra_template_basedirs={template.parent}"]):
                command = [sys.executable, "-m", "nbconvert", "--to", "slides", str(lessons()[0]), "--output-dir", folder, *chosen]
                done = subprocess.run(command, capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, done.stderr)
                pages.append(next(Path(folder).glob("*.html")).read_text(encoding="utf-8"))
        plain, ours = ([re.sub(r"\s+", " ", part) for part in re.findall("(?s)<section.*?</section>", page)] for page in pages)
        self.assertEqual(ours, plain)
        for said in (
            "width: Math.round(height * shape), height: height",
            "pdfMaxPagesPerSlide: 1",
            'Reveal.addEventListener(printing ? "pdf-ready" : "ready"',
            "part.style.zoom = size",
            'const layouts = ["below", "columns", "rows", "columns rows", "folds"]',
            'classList.add("pictures")',
            'script[type="math/tex"]\').forEach(hold)',
            ".reveal .jp-OutputArea-output pre { word-break: normal",
            "linebreaks: {automatic: false}",
        ):
            self.assertNotIn(said, pages[0])
            self.assertIn(said, pages[1])

    def test_alternative_texts(self):
        """Our template for pages is nbconvert's own, and says what each picture shows."""
        template = Path(__file__).resolve().parents[1] / "config" / "saddle_page"
        with tempfile.TemporaryDirectory() as folder:
            lesson = Path(folder) / "lesson.ipynb"
            nbformat.write(saddle_run(lessons()[0]), lesson)
            command = [sys.executable, "-m", "nbconvert", "--to", "html", "--template", template.name, str(lesson)]
            command += [f"--TemplateExporter.extra_template_basedirs={template.parent}"]
            done = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            texts = re.findall('<img alt="([^"]*)"', Path(folder, "lesson.html").read_text(encoding="utf-8"))
        self.assertNotIn("lternative text is missing", done.stderr)
        self.assertGreaterEqual(len(texts), 3)
        self.assertNotIn("", texts)


if __name__ == "__main__":
    unittest.main()
