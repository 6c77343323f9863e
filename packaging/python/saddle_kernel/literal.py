"""Python's values as Saddle writes them."""

from __future__ import annotations

import math
from typing import Any


def literal(value: Any) -> str:
    """A number, truth value, text, or list of these in the words of Saddle; a list of equally long lists is a matrix.

    Raises ValueError for all else.
    """
    if hasattr(value, "tolist"):  # of NumPy
        value = value.tolist()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, str):
        return text(value)
    if isinstance(value, (list, tuple)):
        return listed(value)
    raise ValueError(f"Saddle has no value like {value!r}; give numbers, texts, true or false, or lists of these")


def number(value: float) -> str:
    if math.isnan(value):
        raise ValueError("Saddle has no value that is not a number")
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    return repr(value)


def text(value: str) -> str:
    for sign, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("{", "{{"), ("}", "}}")):
        value = value.replace(sign, written)
    return f'"{value}"'


def listed(values: list[Any] | tuple[Any, ...]) -> str:
    items = [literal(value) for value in values]
    if len(items) < 2:  # (3) is a number
        return "[" + ", ".join(items) + "]"
    return "(" + ", ".join(items) + ")"


def assignment(name: str, value: Any) -> str:
    """The statement that gives a name its value."""
    if not name.isidentifier():
        raise ValueError(f"{name!r} is no name")
    return f"{name} = {literal(value)}"
