"""saddle_kernel.sweep over a real scheduler of Dask with two workers, one of which is killed in the middle."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

from dask.distributed import Client

import saddle_kernel
from saddle_kernel import evaluate, grid, sweep

RUNS = int(os.environ.get("RUNS", "1000"))
CELLS = ["f(x, y) = x^2 - y^2 + 0.1y^4", "r = run(gd(η = η), f, from = (a, 0.1), steps = n)\nplot(r)\nf(r.last)"]


class Cluster(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        with socket.create_server(("127.0.0.1", 0)) as free:
            cls.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        cls.start("scheduler", "--host", "127.0.0.1", "--port", cls.address.rsplit(":", 1)[1], "--no-dashboard")
        cls.workers = [cls.start("worker", cls.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", str(i)) for i in range(2)]
        cls.client = Client(cls.address, timeout=120)
        cls.addClassCleanup(cls.client.close)
        cls.client.wait_for_workers(2, timeout=120)

    @classmethod
    def start(cls, *command):
        process = subprocess.Popen([sys.executable, "-m", "dask", *command], cwd=cls.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.addClassCleanup(process.wait)
        cls.addClassCleanup(process.kill)
        return process

    def test_a_worker_killed(self):
        """Nothing is lost, the order stays, and the values are those of runs one after the other."""
        runs = grid(η=[0.001 * (1 + i) for i in range(max(1, RUNS // 20))], a=[0.1, 0.3], n=[1, 5, 10, 15, 20, 25, 30, 35, 40, 50])
        killer = threading.Timer(RUNS / 200, self.workers[1].kill)
        killer.start()
        begun = time.monotonic()
        table = sweep(CELLS, runs, self.client)
        took = time.monotonic() - begun
        self.assertIsNotNone(self.workers[1].poll(), "the worker was not killed in time")
        self.assertEqual([{k: row[k] for k in ("η", "a", "n")} for row in table], runs)
        self.assertEqual([row["error"] for row in table if row["error"]], [])
        every = max(1, len(runs) // 100)
        self.assertEqual([row["value"] for row in table[::every]], [row["value"] for row in sweep(CELLS, runs[::every])])
        print(f"\n{len(runs)} runs, a worker killed on the way: {took:.1f} s", file=sys.stderr)

        table.to_csv(self.folder / "sweep.csv")
        read = evaluate(['t = load("sweep.csv");\nmax(t.n) + t.value[1]'], folder=self.folder)[-1]["data"]["text/plain"]
        self.assertAlmostEqual(float(read), 50 + float(table[0]["value"]), delta=1e-4)
        table.to_parquet(self.folder / "sweep.parquet")
        import pyarrow.parquet

        self.assertEqual(pyarrow.parquet.read_table(self.folder / "sweep.parquet").num_rows, len(runs))


class Alone(unittest.TestCase):
    def test_notebook_and_failures(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "a.ipynb")
            cell = lambda source, *tags: {"cell_type": "code", "source": source, "metadata": {"tags": list(tags)}, "outputs": []}
            path.write_text(json.dumps({"cells": [cell("g(x) = 10x"), cell("a = 1", "parameters"), cell(["b = a + 1\n", "g(b)"])]}), encoding="utf-8")
            self.assertEqual([row["value"] for row in sweep(path, grid(a=[1, 2.5]))], ["20", "35"])
        table = sweep(["(1, 2)[k]"], grid(k=[1, 3, 2]))
        self.assertEqual([row["value"] for row in table], ["1", None, "2"])
        self.assertIn("IndexError", table[1]["error"])
        self.assertEqual(table.columns, ["k", "value", "error"])
        with self.assertRaises(ValueError):
            sweep(["1"], [{"value": 1}])
        self.assertEqual(sweep(["sum(sum(sin(j k) for k in 1..1000000) for j in 1..1000000)"], [{}], timeout=1)[0]["error"], "longer than 1 seconds")

    def test_no_pictures(self):
        outputs = evaluate(["plot(x -> x^2)"], pictures=False)
        self.assertEqual(list(outputs[-1]["data"]), ["text/plain"])
        self.assertEqual(saddle_kernel.sweep, sweep)


if __name__ == "__main__":
    unittest.main()
