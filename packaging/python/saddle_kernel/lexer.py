"""Saddle for Pygments, and so for nbconvert, Sphinx and MyST-NB."""

import json
from pathlib import Path

from pygments.lexer import RegexLexer, words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Whitespace

__all__ = ["SaddleLexer"]

#: The words of the language, written from the kernel's own table.
KEYWORDS = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))["keywords"]


class SaddleLexer(RegexLexer):
    name = "Saddle"
    aliases = ["saddle"]
    filenames = ["*.saddle"]
    mimetypes = ["text/x-saddle"]
    tokens = {
        "root": [
            (r"\s+", Whitespace),
            (r"#.*", Comment.Single),
            (r'"(\\.|[^"\\\n])*"?', String),
            (words(KEYWORDS, prefix=r"(?<!\w)", suffix=r"(?!\w)"), Keyword),
            (r"\\[^\W\d]+", Name),
            (r"\d+(\.\d+|\.(?![.\w]))?([eE][-+]?\d+)?", Number),
            (r"\.\d+([eE][-+]?\d+)?", Number),
            (r"[^\W\d][\w\u0300-\u036f]*", Name),
            (r"\.\.|->|:=|[^\w\s()\[\]{},;:\"#]", Operator),
            (r"[()\[\]{},;:]", Punctuation),
            (r".", Name),
        ]
    }
