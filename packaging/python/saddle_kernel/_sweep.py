"""Many runs of the same cells: ``sweep`` maps them over the workers of a ``dask.distributed`` client.

    >>> from dask.distributed import Client
    >>> from saddle_kernel import grid, sweep
    >>> table = sweep(["f(x, y) = x^2 - y^2", "r = run(gd(η = η), f, from = (0.1, 0.1), steps = n); f(r.last)"],
    ...               grid(η=[0.01, 0.1], n=[10, 100]), Client("tcp://scheduler:8786"))
    >>> table.to_csv("sweep.csv")
"""

from __future__ import annotations

import csv
import itertools
import json
import os
from subprocess import TimeoutExpired
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from . import EvaluationError, evaluate

__all__ = ["Table", "grid", "sweep"]


def grid(**values: Iterable[Any]) -> list[dict[str, Any]]:
    """Every combination of the values, the last name changing fastest."""
    return [dict(zip(values, chosen)) for chosen in itertools.product(*values.values())]


class Table(list[dict[str, Any]]):
    """The runs in the order of their parameters: a row holds the parameters, ``value``, the text of the last value that the
    cells show, and ``error``, what was wrong with a run that failed; one of the two is None."""

    @property
    def columns(self) -> list[str]:
        """The names of the parameters, then value and error."""
        return list(dict.fromkeys(name for row in self for name in row))

    def to_csv(self, path: str | os.PathLike[str]) -> None:
        """Write the table so that ``load`` of Saddle reads it: numbers as numbers."""
        with open(path, "w", encoding="utf-8", newline="") as file:
            columns = [name for name in self.columns if name != "error" or any(row.get("error") for row in self)]
            writer = csv.DictWriter(file, columns, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(self)

    def to_parquet(self, path: str | os.PathLike[str]) -> None:
        """Write the table as Parquet, which needs pyarrow; values that are all numbers are a column of numbers."""
        import pyarrow
        import pyarrow.parquet

        def column(name: str) -> list[Any]:
            values = [row.get(name) for row in self]
            try:
                return [None if value is None else float(value) for value in values]
            except (TypeError, ValueError):
                return [None if value is None else str(value) for value in values]

        pyarrow.parquet.write_table(pyarrow.table({name: column(name) for name in self.columns}), path)


def sweep(
    cells: Sequence[str] | str | os.PathLike[str],
    parameters: Iterable[Mapping[str, Any]],
    client: Any = None,
    *,
    timeout: float | None = None,
    retries: int = 2,
    batch: int = 1,
) -> Table:
    """Run cells, or those of a notebook given by its path, once for each set of parameters.

    ``client`` is a ``dask.distributed.Client`` of workers that have saddle_kernel installed; without one the runs are made
    here, one after the other. Nothing is drawn. The cell of a notebook that is tagged ``parameters`` is where the parameters
    stand; else they are before the first cell. A run that a worker's death has lost is made again, up to ``retries`` times
    after the first, so that cells should only compute; seeds belong among the parameters. ``batch`` runs are sent together,
    for runs of less than ten milliseconds. A run that fails, or takes longer than ``timeout`` seconds, is a row with an error.
    """
    plan = prepared(cells)
    rows = [dict(given) for given in parameters]
    for row in rows:
        taken = {"value", "error"} & set(row)
        if taken:
            raise ValueError(f"{taken.pop()!r} is a column of the result; give the parameter another name")
    if client is None:
        return Table(one(plan, row, timeout) for row in rows)
    parts = [rows[i : i + batch] for i in range(0, len(rows), max(1, batch))]
    futures = client.map(several, [plan] * len(parts), parts, [timeout] * len(parts), retries=retries, pure=False)
    return Table(itertools.chain.from_iterable(client.gather(futures)))


def several(plan: tuple[list[str], list[str]], rows: list[dict[str, Any]], timeout: float | None) -> list[dict[str, Any]]:
    return [one(plan, row, timeout) for row in rows]


def one(plan: tuple[list[str], list[str]], row: dict[str, Any], timeout: float | None) -> dict[str, Any]:
    """The row of one run."""
    before, after = plan
    try:
        outputs = evaluate(after, row, before=before, timeout=timeout, pictures=False)
    except EvaluationError as failed:
        return {**row, "value": None, "error": str(failed)}
    except TimeoutExpired:
        return {**row, "value": None, "error": f"longer than {timeout} seconds"}
    return {**row, "value": last(outputs), "error": None}


def last(outputs: list[dict[str, Any]]) -> str | None:
    """The text of the last value."""
    values = [output["data"]["text/plain"] for output in outputs if output["output_type"] == "execute_result"]
    return values[-1] if values else None


def prepared(cells: Sequence[str] | str | os.PathLike[str]) -> tuple[list[str], list[str]]:
    """The cells up to the parameters, and those behind them."""
    if not isinstance(cells, (str, os.PathLike)):
        return [], list(cells)
    with open(cells, encoding="utf-8") as file:
        notebook = json.load(file)
    before: list[str] = []
    code: list[str] = []
    for cell in sources(notebook):
        code.append(cell["source"])
        if "parameters" in cell["tags"]:
            before, code = before + code, []
    return before, code


def sources(notebook: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The code cells of a notebook, with their tags."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            source = cell["source"]
            yield {"source": source if isinstance(source, str) else "".join(source), "tags": cell["metadata"].get("tags", [])}
