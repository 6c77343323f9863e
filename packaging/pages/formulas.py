"""A hook of MkDocs: formulas as MathML, made by Saddle as on its own pages, so that a page needs neither a script nor a font."""

import html
import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SADDLE = os.environ.get("SADDLE", ROOT / "build" / "saddle")

# What pymdownx.arithmatex makes of $…$ and of $$…$$.
FORMULA = re.compile(r'<(span|div) class="arithmatex">\\[(\[](.*?)\\[)\]]</\1>', re.S)


def on_page_content(content, page, **_):
    """The content of a page with its formulas set."""
    formulas = [(html.unescape(source), kind == "div") for kind, source in FORMULA.findall(content)]
    set_formulas = iter(typeset(formulas, page.file.src_path))
    return FORMULA.sub(lambda _: next(set_formulas), content)


def typeset(formulas, page):
    """The formulas, (LaTeX, on a line of its own), as MathML. One that Saddle cannot set ends the build."""
    if not formulas:
        return []
    marks = [("$$%s$$" if display else "$%s$") % source.strip() for source, display in formulas]
    notebook = {
        "nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "saddle", "display_name": "Saddle", "language": "saddle"}},
        "cells": [{"cell_type": "markdown", "id": f"f{k}", "metadata": {}, "source": mark} for k, mark in enumerate(marks)],
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, "formulas.ipynb"), Path(folder, "formulas.html")
        source.write_text(json.dumps(notebook), encoding="utf-8")
        subprocess.run([SADDLE, "run", source, "-o", out], check=True, capture_output=True)
        made = re.findall(r"<math\b.*?</math>", out.read_text(encoding="utf-8"), re.S)
    if len(made) != len(formulas):
        raise RuntimeError(f"{page}: Saddle set {len(made)} of {len(formulas)} formulas")
    return made
