"""Saddle for papermill: `papermill lesson.ipynb out.ipynb -p η 0.05` writes `η = 0.05` behind the cell tagged parameters.

Papermill loads this module by the entry point of its engines.
"""

import re

from papermill.engines import NBClientEngine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

from .literal import assignment, literal

__all__ = ["SaddleEngine", "SaddleTranslator"]

DEFINITION = re.compile(r"^(?P<name>[^\W\d]\w*)\s*=\s*(?P<default>[^#]+?)\s*;?\s*(?:#\s*(?P<help>.*))?$")


class SaddleTranslator(Translator):
    @classmethod
    def translate(cls, val):
        return literal(val)

    @classmethod
    def assign(cls, name, str_val):
        return f"{name} = {str_val}"

    @classmethod
    def comment(cls, cmt_str):
        return f"# {cmt_str}".rstrip()

    @classmethod
    def codify(cls, parameters, comment="Parameters"):
        lines = [assignment(name, value) for name, value in parameters.items()]
        return "\n".join([cls.comment(comment), *lines]) + "\n"

    @classmethod
    def inspect(cls, parameters_cell):
        """The parameters that a cell defines, a name a line."""
        found = []
        for line in parameters_cell.source.splitlines():
            match = DEFINITION.match(line.strip())
            if match:
                found.append(Parameter(match["name"], "None", match["default"], match["help"] or ""))
        return found


class SaddleEngine(NBClientEngine):
    """Executes as papermill's own engine does."""


papermill_translators.register("saddle", SaddleTranslator)
