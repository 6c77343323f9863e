"""What the tests of tools share: a tool run on a notebook in a folder of its own, and Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "packaging" / "config"
LESSON = ROOT / "lessons" / "en" / "01-critical-points.ipynb"
TIMEOUT = 600
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SHOTS = ROOT / "build" / "shots"


def notebook(*cells, **tags):
    """A notebook of Saddle; tags: the number of a cell, as c0, to its tags."""
    nb = nbformat.v4.new_notebook()
    nb.metadata.kernelspec = {"name": "saddle", "display_name": "Saddle", "language": "saddle"}
    for i, source in enumerate(cells):
        make = nbformat.v4.new_markdown_cell if source.startswith("# ") else nbformat.v4.new_code_cell
        nb.cells.append(make(source, metadata={"tags": tags[f"c{i}"]} if f"c{i}" in tags else {}))
    return nb


def shown(cell):
    """The text of a cell's outputs."""
    texts = []
    for output in cell.outputs:
        texts.append(output.get("text") or "\n".join(output.get("traceback", [])) or output["data"].get("text/plain", ""))
    return "\n".join(texts)


class ToolTest(unittest.TestCase):
    """Each test has an empty folder, in which the tools run."""

    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, nb):
        nbformat.write(nb, self.folder / name)

    def read(self, name):
        return nbformat.read(self.folder / name, as_version=4)

    def lesson(self, name="lesson.ipynb"):
        shutil.copy(LESSON, self.folder / name)
        return self.read(name)

    def run_tool(self, *command, stdin=None, ok=True, **environment):
        """Runs a program of this environment; its output, both streams."""
        program = Path(sys.executable).with_name(command[0])
        done = subprocess.run(
            [program, *command[1:]],
            cwd=self.folder,
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=TIMEOUT,
            env={**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONWARNINGS": "ignore", **environment},
        )
        if ok is not None:
            self.assertEqual(done.returncode == 0, ok, done.stdout)
        return done.stdout

    def serve(self, *command):
        """Starts a server of this environment on a free port, {port} in its command; its address."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        program = Path(sys.executable).with_name(command[0])
        arguments = [word.format(port=port) for word in command[1:]]
        server = subprocess.Popen([program, *arguments], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(server.wait)
        self.addCleanup(server.terminate)
        address = f"http://127.0.0.1:{port}"
        for _ in range(TIMEOUT):
            try:
                urllib.request.urlopen(address, timeout=TIMEOUT).close()
                return address
            except OSError:
                self.assertIsNone(server.poll(), "the server has ended")
                time.sleep(1)
        self.fail("the server does not answer")


class PageTest(ToolTest):
    """A test that looks at pages with Chromium."""

    @classmethod
    def setUpClass(cls):
        if CHROMIUM is None:
            raise unittest.SkipTest("there is no Chromium (Debian's package: chromium)")
        from playwright.sync_api import sync_playwright

        playwright = sync_playwright().start()
        cls.addClassCleanup(playwright.stop)
        cls.browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        cls.addClassCleanup(cls.browser.close)
        SHOTS.mkdir(parents=True, exist_ok=True)

    def page(self, **options):
        page = self.browser.new_page(**options)
        page.set_default_timeout(TIMEOUT * 1000)
        self.addCleanup(page.close)
        return page
