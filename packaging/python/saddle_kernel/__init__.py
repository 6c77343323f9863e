"""Saddle: the mathematics of optimisation, as a Jupyter kernel.

The kernel itself is a program inside this package. From Python it evaluates cells:

    >>> from saddle_kernel import evaluate
    >>> evaluate(["a^2"], {"a": 3})[-1]["data"]["text/plain"]
    '9'
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ._version import __version__
from .literal import assignment

if TYPE_CHECKING:
    from ._sweep import Table, grid, sweep

__all__ = ["PROGRAM", "EvaluationError", "Table", "__version__", "evaluate", "grid", "sweep"]

#: The path of the program ``saddle``.
PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bin", "saddle.exe" if os.name == "nt" else "saddle")

BINARY = ("image/png", "image/gif", "image/jpeg")


class EvaluationError(Exception):
    """A cell has failed. ``outputs`` is what was shown until then, the error itself last."""

    def __init__(self, message: str, outputs: list[dict[str, Any]]):
        super().__init__(message)
        self.outputs = outputs


def evaluate(
    cells: Sequence[str],
    parameters: Mapping[str, Any] | None = None,
    *,
    before: Sequence[str] = (),
    folder: str | os.PathLike[str] | None = None,
    timeout: float | None = None,
    pictures: bool = True,
) -> list[dict[str, Any]]:
    """Run cells in a new session and return what they show, in order, as notebooks store outputs.

    ``parameters`` are names with numbers, truth values, texts, and lists of these, defined before the first cell, and after
    those of ``before``. Pictures are bytes; without ``pictures`` none is drawn, which is most of the time of many cells. ``folder`` is where ``load`` reads and ``save`` writes, the current one unless given.
    Raises EvaluationError where a cell fails, ValueError for a parameter that Saddle has no word for, and
    subprocess.TimeoutExpired after ``timeout`` seconds.
    """
    first = "\n".join(assignment(name, value) + ";" for name, value in (parameters or {}).items())
    for cell in [*before, *cells]:
        if any(line.startswith("%%") for line in cell.splitlines()):
            raise ValueError("a line of a cell begins with %%, which parts cells; give it as two cells")
    text = "\n%%\n".join([*before, *([first] if first else []), *cells])
    done = subprocess.run(
        [PROGRAM, "eval", "--json", *([] if pictures else ["--no-pictures"]), "-"],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        timeout=timeout,
    )
    outputs = [decoded(json.loads(line)) for line in done.stdout.splitlines() if line]
    if done.returncode != 0:
        last = outputs[-1] if outputs else {}
        said = f"{last['ename']}: {last['evalue']}" if last.get("output_type") == "error" else done.stderr.strip()
        raise EvaluationError(said, outputs)
    return outputs


def decoded(output: dict[str, Any]) -> dict[str, Any]:
    """The output with its pictures as bytes."""
    for mime in BINARY:
        if mime in output.get("data", {}):
            output["data"][mime] = base64.b64decode(output["data"][mime])
    return output


def __getattr__(name: str) -> Any:
    """The names of the module _sweep, which is loaded when it is needed: the launcher starts faster without it."""
    if name in ("Table", "grid", "sweep"):
        from importlib import import_module

        module = import_module("._sweep", __name__)
        globals().update({key: getattr(module, key) for key in module.__all__})
        return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
