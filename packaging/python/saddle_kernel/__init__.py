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
from typing import Any

from ._version import __version__
from .literal import assignment

__all__ = ["PROGRAM", "EvaluationError", "__version__", "evaluate"]

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
    folder: str | os.PathLike[str] | None = None,
    timeout: float | None = None,
) -> list[dict[str, Any]]:
    """Run cells in a new session and return what they show, in order, as notebooks store outputs.

    ``parameters`` are names with numbers, truth values, texts, and lists of these, defined before the first cell.
    Pictures are bytes. ``folder`` is where ``load`` reads and ``save`` writes, the current one unless given.
    Raises EvaluationError where a cell fails, ValueError for a parameter that Saddle has no word for, and
    subprocess.TimeoutExpired after ``timeout`` seconds.
    """
    first = "\n".join(assignment(name, value) + ";" for name, value in (parameters or {}).items())
    for cell in cells:
        if any(line.startswith("%%") for line in cell.splitlines()):
            raise ValueError("a line of a cell begins with %%, which parts cells; give it as two cells")
    text = "\n%%\n".join([first, *cells] if first else list(cells))
    done = subprocess.run(
        [PROGRAM, "eval", "--json", "-"],
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
