"""Saddle for Pygments, and so for nbconvert, Sphinx and MyST-NB."""

import json
from pathlib import Path

from pygments.lexer import RegexLexer, words
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Whitespace

__all__ = ["SaddleLexer"]

#: The words of the language, written from the kernel's own table.
KEYWORDS = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))["keywords"]


#: Of a name; what stands above and below the line, and fractions, are signs.
LETTER = r"(?:(?![²³¹½¼¾⁰ⁱ-₎])[\w\u0300-\u036f])"


class SaddleLexer(RegexLexer):
    name = "Saddle"
    aliases = ["saddle"]
    filenames = ["*.saddle"]
    mimetypes = ["text/x-saddle"]
    tokens = {
        "root": [
            (r"\s+", Whitespace),
            (r"#.*", Comment.Single),
            (r'"', String, "text"),
            (words(KEYWORDS, prefix=r"(?<!\w)", suffix=r"(?!\w)"), Keyword),
            (r"\\[a-zA-Z]+", Name),
            (r"\d+(\.\d+)?([eE][-+]?\d+)?", Number),
            (rf"(?!\d){LETTER}+", Name),
            (r"\.\.|->|:=|[^\w\s()\[\]{},;:\"#]", Operator),
            (r"[()\[\]{},;:]", Punctuation),
            (r".", Name),
        ],
        # Braces hold an expression, but for doubled ones and those of typesetting: behind ^, _ and commands.
        "text": [
            (r'"', String, "#pop"),
            (r"\n", Whitespace, "#pop"),
            (r'\{\{|\}\}|(?:[\^_]|\\[a-zA-Z]{2,})(?:\{[^{}"\n]*\})+', String),
            (r'\{[^{}"\n]*\}', String.Interpol),
            (r'\\.|[^"\\{}^_\n]+', String),
            (r".", String),
        ],
    }
