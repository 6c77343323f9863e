"""Makes the documentation as a site: docs/, the README and the course, in English and Chinese.

    python packaging/pages/build.py [--site ADDRESS]    # build/pages

Runs in the environment of requirements.txt and needs build/saddle. ADDRESS leads from this site to the one with the kernel in
the browser, whose lessons are then linked to.
"""

import argparse
import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "build" / "pages-source"
OUT = ROOT / "build" / "pages"
SADDLE = Path(os.environ.get("SADDLE", ROOT / "build" / "saddle"))

# Files outside docs/ that are pages, by the names that the site gives them.
BESIDE = {"README.md": "index.md", "README.zh.md": "index.zh.md", "CONTRIBUTING.md": "CONTRIBUTING.md", "CHANGELOG.md": "CHANGELOG.md",
    "lessons/teacher/questions.en.md": "teacher-questions.md", "lessons/teacher/questions.zh.md": "teacher-questions.zh.md"}  # fmt: skip

# Where links lead that lead to folders of the sources.
PAGES = {"lessons": "course.md", "lessons/en/index.ipynb": "course.md", "lessons/zh/index.ipynb": "course.zh.md"}

# Where the first page leads to itself in the other language: mkdocs-static-i18n knows links within a language alone.
FIRST = {"README.md": "../index.html", "README.zh.md": "zh/index.html"}

# What makes a page live: its style and its script.
LIVE = re.compile(r'<link rel="stylesheet" href="[^"]*live\.css">\n<script [^>]*live\.js"[^>]*></script>\n')

# How the list of lessons is told.
COURSE = {
    "en": ("Course", "Each lesson asks a question, lets you predict, and computes. Here it can be read, with all results; "
        "`saddle lab` opens it as a notebook to work in.", "run it here"),
    "zh": ("课程", "每一课提出一个问题，先让你预测，再来计算。这里可以连同结果一起阅读；用 `saddle lab` 可以把它作为笔记本打开来做。", "在网页里运行"),
}  # fmt: skip


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--site", metavar="ADDRESS", help="the site with the kernel, from this one, as ..")
    arguments.add_argument("--lessons", metavar="FOLDER", type=Path, help="its pages of the lessons, which need not be run again")
    given = arguments.parse_args()
    site = given.site
    shutil.rmtree(SOURCE, ignore_errors=True)
    SOURCE.mkdir(parents=True)
    tell("laying out the guides")
    lay_out_docs()
    for language in COURSE:
        lessons = read_lessons(language)
        suffix = "" if language == "en" else f".{language}"
        (SOURCE / f"course{suffix}.md").write_text(course(language, lessons, site), encoding="utf-8")
    shutil.copy(Path(__file__).with_name("extra.css"), SOURCE)
    tell("making the pages and their search")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--clean", "-f", Path(__file__).with_name("mkdocs.yml")],
        check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    shutil.copy(OUT / "sitemap.xml", OUT / "zh")  # the switch of languages asks for it there
    if given.lessons:
        still_lessons(given.lessons)
    else:
        tell("running the lessons, which is most of the time")
        run_lessons()
    tell("putting the lessons into the search")
    index_lessons()
    tell(f"done; the first page is {OUT / 'index.html'}")


def lay_out_docs():
    """docs/ as it is, and what stands beside it under other names; links follow."""
    names = {f"docs/{path.name}": path.name for path in (ROOT / "docs").glob("*.md")} | BESIDE
    for path, name in names.items():
        text = (ROOT / path).read_text(encoding="utf-8").replace("<details>", "<details markdown>")
        (SOURCE / name).write_text(relinked(text, path, names | PAGES), encoding="utf-8")
    for path in (*(ROOT / "docs").glob("*.png"), *(ROOT / "docs").glob("*.json"), ROOT / "docs" / "gallery"):
        (shutil.copytree if path.is_dir() else shutil.copy)(path, SOURCE / path.name)
    for language, suffix in (("en", ""), ("zh", ".zh")):
        shutil.copy(Path(__file__).with_name(f"teacher{suffix}.md"), SOURCE)


def relinked(text, path, names):
    """Links of a file as they are on the site; of what is not on it only the words stay."""

    def link(found):
        words, target = found.groups()
        file, mark, place = target.partition("#")
        if not file or ":" in file:
            return found.group()
        whole = os.path.normpath(os.path.join(os.path.dirname(path), file))
        if whole in FIRST and path in FIRST:
            return f'<a href="{FIRST[whole]}">{words.strip("[]")}</a>'
        if whole in names:
            return f"{words}({names[whole]}{mark}{place})"
        if whole.startswith("docs/") and (ROOT / whole).exists():
            return f"{words}({whole.removeprefix('docs/')})"
        return words.strip("![]")

    parts = re.split(r"(^```.*?^```$|`[^`\n]+`)", text, flags=re.M | re.S)
    parts[::2] = [re.sub(r"(!?\[[^]\[]*\])\(([^()\s]+)\)", link, part) for part in parts[::2]]
    return "".join(parts)


def read_lessons(language):
    """(name, title, question) of each lesson; the question is the first paragraph that is told."""
    for path in sorted((ROOT / "lessons" / language).glob("[0-9]*.ipynb")):
        text = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
        title = text.splitlines()[0].removeprefix("# ").strip()
        asked = re.search(r"\*\*(.+?[?？])\*\*", text, re.S)
        yield path.stem, title, " ".join(asked.group(1).split()) if asked else ""


def course(language, lessons, site):
    title, told, run = COURSE[language]
    lines = [f"# {title}", "", told, ""]
    for number, (name, lesson, question) in enumerate(lessons):
        # The pages stand beside the site's own, which knows nothing of them: links are HTML.
        up = "" if language == "en" else "../"
        more = f' <span class="lesson-links">· <a href="{up}{site}/pages/{language}/{name}.html">{run}</a></span>' if site else ""
        lines += [f"## {number}. {lesson}", "", f'<a href="{up}course/{language}/{name}.html">{lesson}</a>{more}', "", question, ""]
    return "\n".join(lines)


def run_lessons():
    """The lessons as pages with what their cells show, beside those of the site; one is named when it is written."""
    notebooks = sorted(path for language in COURSE for path in (ROOT / "lessons" / language).glob("*.ipynb"))
    lines, written = [], 0
    with subprocess.Popen([SADDLE, "run", *notebooks, "-o", OUT / "course"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        for line in running.stdout:
            lines.append(line)
            if page := re.search(r"\S+\.html", line):
                written += 1
                tell(f"  {written}/{len(notebooks)} {page[0]}")
    if running.returncode != 0:
        sys.exit("".join(lines[-20:]))


def still_lessons(pages):
    """The lessons of the site with the kernel as pages to read: without what makes them live."""
    for path in sorted(pages.glob("*/*.html")):
        page, count = LIVE.subn("", path.read_text(encoding="utf-8"))
        if count != 1:
            sys.exit(f"docs: {path} is no page that saddle run --live writes")
        target = OUT / "course" / path.relative_to(pages)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page, encoding="utf-8")


def index_lessons():
    """Adds the prose of the lessons to the search, a heading an entry, as the search plugin does with its own pages."""
    path = OUT / "search" / "search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    for page in sorted((OUT / "course").glob("*/[0-9]*.html")):
        index["docs"] += entries(page.relative_to(OUT).as_posix(), page.read_text(encoding="utf-8"))
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def entries(address, page):
    """What the search is to find in a lesson: what is told, but neither results nor what a reader has to unfold."""
    told = "".join(re.findall(r'<section class="text">(.*?)</section>', page, re.S))
    told = re.sub(r"<(details|annotation)\b.*?</\1>", "", told, flags=re.S)
    _, *parts = re.split(r'<h[1-3] id="([^"]*)">(.*?)</h[1-3]>', told, flags=re.S)
    for number, (place, title, text) in enumerate(zip(parts[::3], parts[1::3], parts[2::3])):
        location = f"{address}#{place}" if number else address
        yield {"location": location, "title": parted(plain(title)), "text": f"<p>{parted(plain(text))}</p>"}


def plain(text):
    """The words of some HTML, as HTML; formulas keep their letters together."""
    text = re.sub(r"<math\b.*?</math>", lambda formula: re.sub(r"<[^>]*>|\s", "", formula[0]), text, flags=re.S)
    text = re.sub(r"</?(p|li|ul|ol|h\d|tr|td|th|table|blockquote|br|pre|div)\b[^>]*>", " ", text)
    return html.escape(" ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split()), quote=False)


def parted(text):
    """Chinese with its words parted by spaces without width, as the search looks for them."""
    import jieba

    return re.sub(r"[\u4e00-\u9fff]+", lambda han: "\u200b" + "\u200b".join(jieba.cut(han[0])) + "\u200b", text)


def tell(what):
    """Says what is being done."""
    print(f"docs: {what}", flush=True)


if __name__ == "__main__":
    main()
