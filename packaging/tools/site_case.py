"""What the tests of the site share: its server, Chromium, and what the native kernel shows.

They run in the environment of `make site`, which builds the site: SITE names its folder, SADDLE the native program.
"""

import functools
import http.server
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(os.environ.get("SITE", ROOT / "build" / "site"))
SADDLE = os.environ.get("SADDLE", str(ROOT / "build" / "saddle"))
LESSON = "en/01-critical-points"
LESSONS = {language: sorted((SITE / "files" / language).glob("[0-9]*.ipynb")) for language in ("en", "zh")}
EVERY = bool(os.environ.get("EVERY"))
SHOTS = ROOT / "build" / "shots"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
TIMEOUT = int(os.environ.get("PATIENCE", "300")) * 1000  # milliseconds
KERNEL = SITE / "extensions" / "saddle-jupyterlite" / "static" / "kernel"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Any static host: it knows nothing of WebAssembly. It counts what it sends, and remembers what it was asked for."""

    sent = 0
    asked = set()
    pace = 0  # how long a network takes for an eighth of a megabyte of the kernel, in seconds

    def log_message(self, *_):
        pass

    def copyfile(self, source, outputfile):
        Handler.sent += os.fstat(source.fileno()).st_size
        Handler.asked.add(self.path)
        while Handler.pace and self.path.endswith(".gz") and (part := source.read(1 << 17)):
            outputfile.write(part)
            time.sleep(Handler.pace)
        super().copyfile(source, outputfile)


# What other people's programs say of a busy machine: anywidget, of a module that has not begun within two seconds. Where none
# ever does there is no point to drag, which test_new_notebook does.
OTHERS = ("[anywidget] Failed to initialize model.",)

# The service worker has put all files by, and the page is its own.
OFFLINE = """async () => {
  const { serviceWorker } = navigator;
  await serviceWorker.ready;
  if (!serviceWorker.controller) await new Promise((done) => { serviceWorker.oncontrollerchange = done; });
}"""


def text(outputs):
    """What outputs show as text."""
    shown = ""
    for output in outputs:
        if output["output_type"] == "stream":
            said = "".join(output["text"])
        elif "data" in output:
            said = "".join(output["data"].get("text/plain", ""))
        else:
            said = output["ename"]
        shown += said.rstrip("\n") + "\n"
    return shown


def lessons_of(place):
    """The lessons that are run whole in JupyterLab or as pages: (language, notebook). Each is run in one language in the one, in the other
    language in the other; with EVERY=1 in both languages in both."""
    turns = ("en", "zh") if place == "JupyterLab" else ("zh", "en")
    for number, both in enumerate(zip(LESSONS["en"], LESSONS["zh"], strict=True)):
        for language, lesson in zip(("en", "zh"), both):
            if EVERY or language == turns[number % 2]:
                yield language, lesson


def outputs(cells):
    return [output for cell in cells for output in cell["outputs"]]


def code(notebook):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


@unittest.skipUnless(SITE.is_dir(), "there is no site (make site)")
class SiteTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if CHROMIUM is None:
            raise unittest.SkipTest("there is no Chromium (Debian's package: chromium)")
        from playwright.sync_api import sync_playwright

        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=SITE))
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.addClassCleanup(cls.server.shutdown)
        cls.address = f"http://127.0.0.1:{cls.server.server_port}/"
        playwright = sync_playwright().start()
        cls.addClassCleanup(playwright.stop)
        cls.browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        cls.addClassCleanup(cls.browser.close)
        SHOTS.mkdir(parents=True, exist_ok=True)

    def context(self, **options):
        context = self.browser.new_context(**{"viewport": {"width": 1100, "height": 900}, **options})
        context.set_default_timeout(TIMEOUT)
        self.addCleanup(context.close)
        return context

    def open(self, context, path):
        page = context.new_page()
        self.wrong = []  # what the page complains of
        page.on("pageerror", lambda error: self.wrong.append(str(error)) if str(error) not in OTHERS else None)
        page.on("request", lambda request: self.wrong.append(request.url) if request.url.startswith("http") and not request.url.startswith(self.address) else None)
        page.goto(self.address + path)
        return page

    def native(self, notebook, language="en"):
        """What the native kernel shows of a notebook, as text."""
        with tempfile.TemporaryDirectory() as folder:
            path, ran = Path(folder, "a.ipynb"), Path(folder, "b.ipynb")
            shutil.copytree(SITE / "files" / language / "data", Path(folder, "data"))
            path.write_text(json.dumps(notebook), encoding="utf-8")
            environment = {**os.environ, "LC_ALL": "zh_CN.UTF-8" if language == "zh" else "en_US.UTF-8"}
            subprocess.run([SADDLE, "run", path, "-o", ran, "--allow-errors"], capture_output=True, check=False, env=environment)
            return text(outputs(code(json.loads(ran.read_text(encoding="utf-8")))))
