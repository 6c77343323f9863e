"""Times the numerics of Saddle beside Go written by hand, gonum, NumPy and SciPy, PyTorch, JAX and CasADi, in one run.

What each of them comes to is compared first; a peer that differs is not timed. Then every round asks each of them for each
task in turn, and the medians over the rounds are compared. All use one thread, except basins, escape times and the search for
critical points of Saddle and by hand, and double precision. By hand and in NumPy the derivatives were worked out on paper,
gonum takes differences, the others are given the functions alone. "by hand" finds critical points by Newton's method from a
grid and proves nothing; Saddle proves that there are no others.
"""
import argparse
import importlib
import os
import statistics
import subprocess
import sys
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
import numpy as np

PEERS = {"go": "by hand", "gonum": "gonum", "numpy": "NumPy", "torch": "PyTorch", "jax": "JAX", "casadi": "CasADi"}
RULES = ("gd", "heavy_ball", "nesterov", "adagrad", "rmsprop", "adam", "adamw")

# The rows: what Saddle's time is promised to be, at most so many times that of a peer, or so many seconds.
ROWS = {
    "10⁷ steps: momentum 2-D": {"go": 1.3},
    "10⁷ steps: nesterov 2-D": {"go": 1.5},
    "10⁷ steps: adam 2-D": {"go": 1.5},
    "10⁷ steps: momentum 10-D": {"go": 1.5},
    "10⁷ steps: nesterov 10-D": {"go": 1.5},
    "10⁷ steps: adam 10-D": {"go": 1.5},
    "gradient, n = 2": {"seconds": 50e-9},
    "gradient, n = 10": {"go": 2},
    "gradient, n = 100": {"go": 2},
    "gradient, n = 1000": {"go": 2},
    "Hessian, n = 100": {"go": 2},
    "Hessian-vector, n = 1000": {"go": 1.3, "numpy": 0.3},
    "network value": {"go": 1},
    "network gradient": {"go": 1, "numpy": 0.8},
    "network Hessian": {"go": 2},
    "network Hessian-vector": {"go": 1.2},
    "least squares, 10 000 × 100": {"numpy": 1.15},
    "200 × 200 grid: polynomial": {"numpy": 0.4},
    "200 × 200 grid: exp, sin, tanh": {"numpy": 0.6},
    "basins, 512 × 512": {"numpy": 0.12, "go": 0.5},
    "escape times, 10 000": {"go": 1.3},
    "eigenvectors, n = 100": {"numpy": 1.5},
    "Lanczos, n = 10 000": {"numpy": 1.5},
    "critical points, in a box": {"go": 5},
    "run: heavy_ball, Rosenbrock": {},
    "run: heavy_ball, logistic loss": {},
    "compiling a run in 2-D": {"seconds": 1e-3},
} | {f"a step: {rule} {size}": {"torch": 1e-3} for rule in RULES for size in ("2-D", "10-D")}

# How far two values may lie apart, as a part of the largest of their numbers, where it is more than rounding.
APART = {
    "basins, 512 × 512": 1e-2,  # walks on the border of two basins
    "Lanczos, n = 10 000": 1e-6,
    "10⁷ steps: adam 2-D": 1e-6,
    "10⁷ steps: adam 10-D": 1e-6,
} | {f"a step: {rule} {size}": 1e-6 for rule in RULES for size in ("2-D", "10-D")}
DIFFERENCES = 1e-3  # of gonum, whose derivatives are differences


class Here:
    """A peer that is a Python module."""

    def __init__(self, module):
        self.tasks = importlib.import_module(module).tasks()

    def has(self, task):
        return task in self.tasks

    def parts(self, task):
        work = self.tasks[task]
        return work if isinstance(work, tuple) else (work, 1, work)

    def value(self, task):
        return np.asarray(self.parts(task)[2](), float)

    def seconds(self, task, clock):
        call, units, _ = self.parts(task)
        return shortest(call, clock) / units


class There:
    """A peer in the Go program."""

    def __init__(self, program, name):
        self.program, self.name = program, name

    def ask(self, verb, task):
        self.program.stdin.write(f"{verb}\t{self.name}\t{task}\n")
        self.program.stdin.flush()
        answer = self.program.stdout.readline().split()
        if not answer:
            raise SystemExit(f"the Go program ended at {task}")
        return None if answer == ["-"] else np.array(answer, float)

    def has(self, task):
        return self.value(task) is not None

    def value(self, task):
        return self.ask("value", task)

    def seconds(self, task, clock):
        return self.ask("processor" if clock is time.process_time else "time", task)[0]


def shortest(call, clock):
    """The shortest of three times of a call, each over as many calls as take a fiftieth of a second."""
    begun = clock()
    call()
    if clock() - begun > 0.25:
        return clock() - begun
    begun = clock()
    call()
    calls = max(1, int(0.02 / max(clock() - begun, 1e-7)))
    best = float("inf")
    for _ in range(3):
        begun = clock()
        for _ in range(calls):
            call()
        best = min(best, (clock() - begun) / calls)
    return best


def differs(task, peer, ours, theirs):
    """What is wrong with a peer's value, or None."""
    if ours.size != theirs.size:
        return f"{theirs.size} numbers instead of {ours.size}"
    part = DIFFERENCES if peer == "gonum" else APART.get(task, 1e-8)
    if peer == "gonum" and "eigen" in task:
        part = 1e-8
    off = np.abs(ours.ravel() - theirs.ravel()).max() / max(np.abs(ours).max(), 1e-300)
    return None if off <= part else f"differs by {off:.2g}"


def agreeing(task, saddle, peers):
    """The peers that have a task and come to the same."""
    ours, agree = saddle.value(task), {}
    for name, peer in peers.items():
        if not peer.has(task):
            continue
        wrong = differs(task, name, ours, peer.value(task))
        if wrong:
            print(f"{task}: {PEERS[name]} {wrong}: not compared", file=sys.stderr)
        else:
            agree[name] = peer
    return agree


def python_peers():
    peers = {}
    for name in ("numpy", "torch", "jax", "casadi"):
        try:
            peers[name] = Here(f"by_{name}")
        except ImportError as missing:
            print(f"numerics: without {PEERS[name]}: {missing}", file=sys.stderr)
    return peers


def verdict(task, ours, ratios):
    said = []
    for against, most in ROWS[task].items():
        if against == "seconds":
            said.append((ours <= most, f"{most * 1e6:g} µs"))
        elif against in ratios:
            said.append((ratios[against] <= most, f"{most:g} × {PEERS[against]}"))
    if not said:
        return ""
    return "at most " + ", ".join(words for _, words in said) + ("" if all(met for met, _ in said) else "  MISSED")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--processor", action="store_true", help="the time of processors instead of the clock's: on a machine with other work")
    options.add_argument("--go", required=True, help="the Go program")
    options.add_argument("rows", nargs="*", help="only rows whose name has one of these in it")
    asked = options.parse_args()
    program = subprocess.Popen([asked.go], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    saddle = There(program, "saddle")
    peers = {name: There(program, name) for name in ("go", "gonum")} | python_peers()
    clock = time.process_time if asked.processor else time.perf_counter
    kind = "processor time" if asked.processor else "time by the clock"
    print(f"{kind}, medians of {asked.rounds} rounds; load {open('/proc/loadavg').read().split()[0]}; Saddle's, and as a multiple of each other's\n")
    print(f"{'':31}{'Saddle':>12}" + "".join(f"{PEERS[name]:>11}" for name in peers))
    for task in ROWS:
        if asked.rows and not any(part in task for part in asked.rows):
            continue
        seen = {"saddle": []} | {name: [] for name in agreeing(task, saddle, peers)}
        for _ in range(asked.rounds):
            for name, times in seen.items():
                times.append((saddle if name == "saddle" else peers[name]).seconds(task, clock))
        ours = statistics.median(seen.pop("saddle"))
        ratios = {name: ours / statistics.median(times) for name, times in seen.items()}
        cells = [f"{ratios[name]:9.3g} ×" if name in ratios else "-" for name in peers]
        print(f"{task:31}{ours * 1e6:9.4g} µs" + "".join(f"{c:>11}" for c in cells) + "   " + verdict(task, ours, ratios), flush=True)
    program.stdin.close()


main()
