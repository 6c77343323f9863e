"""Builds the site: JupyterLab, Notebook and pages in a browser, with the kernel in it, for any static host.

    python packaging/site.py build/site

Runs in an environment that has JupyterLite (packaging/tools/requirements.txt); needs Go, Node and npm.
"""

import hashlib
import html
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LITE = ROOT / "packaging" / "lite"
WORK = ROOT / "build" / "lite"
SADDLE = Path(os.environ.get("SADDLE", ROOT / "build" / "saddle"))
EXTENSION = "saddle-jupyterlite"

# What of this environment belongs on the site.
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "anywidget")

# The colours of the language.
LANGUAGE = ROOT / "packaging" / "lab" / "labextension"

# JupyterLab's texts in Chinese, of what is on the site.
CHINESE = Path(sysconfig.get_path("purelib")) / "jupyterlab_language_pack_zh_CN" / "locale" / "zh_CN" / "LC_MESSAGES"
DOMAINS = ("jupyterlab", "notebook", "jupyterlab_widgets")

# What JupyterLite lays out and no page asks for.
LEFT_OUT = ("rspack.config*.js", "package.json", "jupyterlite.schema.v0.json", "doc", "**/*.map", "**/*.whl")


def run(*command, **options):
    subprocess.run([str(word) for word in command], check=True, **options)


def build(out):
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    run(LITE / "extension.sh", WORK / EXTENSION)
    run(SADDLE, "lessons", WORK / "contents", stdout=subprocess.DEVNULL)
    jupyterlite(out)
    translate(out)
    kernel = out / "extensions" / EXTENSION / "static" / "kernel"
    pages = live_pages(out, kernel)
    (out / "index.html").write_text(index(pages), encoding="utf-8")
    keep_offline(out, kernel)


def jupyterlite(out):
    """JupyterLab and Notebook with the course, the kernel and widgets."""
    installed = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    extensions = [WORK / EXTENSION, LANGUAGE, *(installed / name for name in EXTENSIONS)]
    shutil.copy(LITE / "jupyter-lite.json", WORK)
    chosen = {"ignore_sys_prefix": ["federated_extensions"], "federated_extensions": [str(path) for path in extensions]}
    (WORK / "jupyter_lite_config.json").write_text(json.dumps({"LiteBuildConfig": chosen}))
    with (WORK / "build.log").open("w") as log:
        run(
            Path(sys.executable).with_name("jupyter-lite"), "build",
            "--contents", WORK / "contents", "--output-dir", out,
            "--apps", "lab", "--apps", "notebooks", "--apps", "tree",
            "--no-sourcemaps", "--no-unused-shared-packages",
            cwd=WORK, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    for pattern in LEFT_OUT:
        for path in out.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def translate(out):
    """JupyterLab in Chinese; the extension chooses it where the reader's browser is."""
    folder = out / "api" / "translations"
    texts = {domain: json.loads((CHINESE / f"{domain}.json").read_text(encoding="utf-8")) for domain in DOMAINS}
    (folder / "zh_CN.json").write_text(json.dumps({"data": texts, "message": ""}, ensure_ascii=False), encoding="utf-8")
    names = {"en": {"displayName": "English", "nativeName": "English"}, "zh_CN": {"displayName": "Simplified Chinese", "nativeName": "简体中文"}}
    (folder / "all.json").write_text(json.dumps({"data": names, "message": ""}, ensure_ascii=False), encoding="utf-8")


def live_pages(out, kernel):
    """The lessons as pages whose cells run; the (language, name) of each. The kernel is the site's, not one beside them."""
    made = set()
    address = "../../" + kernel.relative_to(out).as_posix() + "/"
    notebooks = sorted((WORK / "contents").glob("*/*.ipynb"))
    run(SADDLE, "run", *notebooks, "--live", "-o", WORK / "pages", env={**os.environ, "SADDLE_SITE": str(out)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for language in sorted({language for language, _, _ in lessons()}):
        for page in (WORK / "pages" / language).glob("*.html"):
            text = page.read_text(encoding="utf-8").replace('="../saddle/', f'="{address}').replace('="../service-worker.js"', '="../../service-worker.js"')
            target = out / "pages" / language / page.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            made.add((language, page.stem))
        for path in (WORK / "contents" / language).rglob("*"):  # what lessons load
            if path.is_file() and path.suffix != ".ipynb":
                target = out / "pages" / path.relative_to(WORK / "contents")
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)
    return made


def index(pages):
    """The first page: the course, to read and run, and in Jupyter."""
    page = (LITE / "index.html").read_text(encoding="utf-8")
    rows = {}
    for language, title, name in lessons():
        path = f"{language}/{name}.ipynb"
        number = str(int(name[:2])) if name[:2].isdigit() else ""
        first = f'<a href="pages/{language}/{name}.html">{html.escape(title)}</a>' if (language, name) in pages else html.escape(title)
        links = f'<a class="lab" href="lab/index.html?path={path}">JupyterLab</a> <a href="notebooks/index.html?path={path}">Notebook</a>'
        rows.setdefault(language, []).append(f"<li><b>{number}</b>{first} <span>{links}</span></li>")
    for language, lines in rows.items():
        page = page.replace(f"<!-- lessons {language} -->", "\n".join(lines))
    return page


def lessons():
    """(language, title, name) of each lesson."""
    for path in sorted((WORK / "contents").glob("*/*.ipynb")):
        source = json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"]
        yield path.parent.name, "".join(source).splitlines()[0].removeprefix("# ").strip(), path.stem


def keep_offline(out, kernel):
    """The service worker that keeps all files, in place of JupyterLite's, which forgets that it is to when it is started anew."""
    worker = out / "service-worker.js"
    worker.unlink()
    names = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + (out / name).read_bytes())
    head = f"const version = {json.dumps(digest.hexdigest()[:16])}, files = {json.dumps(names)};\n"
    worker.write_text(head + (kernel / "service-worker.js").read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]).resolve())
