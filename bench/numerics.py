"""Times the numerics of Saddle beside Go written by hand, gonum, NumPy and PyTorch, in one run, and prints the ratios.

Every round asks each of them for each task in turn; the medians over the rounds are compared. All use one thread, except
Saddle's search, and double precision. Saddle and PyTorch are given the function only; by hand and in NumPy the derivatives
were worked out on paper, and gonum takes differences. "by hand" finds critical points by Newton's method from a grid and
proves nothing; Saddle proves that there are no others.
"""
import argparse
import os
import statistics
import subprocess
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np

try:
    import torch
    from torch.autograd import functional as derivatives
except ImportError:
    torch = None

# The same numbers as in numerics/tasks.go.
HIDDEN, FEATURES, STEPS, BETA = 16, 5, 10_000, 0.9
BANANA_RATE, LOGISTIC_RATE = 2e-4, 0.1
Q = np.arange(200)
INPUTS = np.stack([np.sin(3 * Q + 1), np.cos(5 * Q + 2)], 1)
TARGETS = INPUTS[:, 0] * INPUTS[:, 1]
SAMPLES = np.sin(Q[:, None] * (np.arange(FEATURES) + 2) + np.arange(FEATURES))
LABELS = np.copysign(1, np.sin(7 * Q + 1) + SAMPLES[:, 0])


def waves(n, middle, size):
    return middle + size * np.sin(np.arange(n) + 1.0)


def symmetric(n):
    i, j = np.meshgrid(np.arange(n), np.arange(n), indexing="ij")
    return np.sin(np.minimum(i, j) * n + np.maximum(i, j) ** 2 + 1.0)


X100, X1000, V1000 = waves(100, 1, 0.3), waves(1000, 1, 0.3), waves(1000, 0, 1)
WEIGHTS = waves(4 * HIDDEN + 1, 0, 0.5)
DIRECTION = waves(len(WEIGHTS), 0, 1)


def valley_gradient(x):
    b = x[1:] - x[:-1] ** 2
    g = np.zeros_like(x)
    g[:-1] = -2 * (1 - x[:-1]) - 400 * x[:-1] * b
    g[1:] += 200 * b
    return g


def bands(x):
    diagonal = np.zeros_like(x)
    diagonal[:-1] = 2 - 400 * (x[1:] - 3 * x[:-1] ** 2)
    diagonal[1:] += 200
    return diagonal, -400 * x[:-1]


def valley_hessian(x):
    diagonal, beside = bands(x)
    return np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)


def valley_product(x, v):
    diagonal, beside = bands(x)
    out = diagonal * v
    out[:-1] += beside * v[1:]
    out[1:] += beside * v[:-1]
    return out


def network_gradient(p):
    c = p[3 * HIDDEN : 4 * HIDDEN]
    h = np.tanh(INPUTS @ p[: 2 * HIDDEN].reshape(HIDDEN, 2).T + p[2 * HIDDEN : 3 * HIDDEN])
    slope = 2 * (h @ c + p[-1] - TARGETS) / len(Q)
    inner = slope[:, None] * c * (1 - h * h)
    return np.concatenate([(inner.T @ INPUTS).ravel(), inner.sum(0), slope @ h, [slope.sum()]])


def banana_run():
    at, v, path = np.array([-1.2, 1.0]), np.zeros(2), np.empty((STEPS, 3))
    for k in range(STEPS):
        x, y = at
        b = y - x * x
        path[k] = x, y, (1 - x) ** 2 + 100 * b * b
        v = BETA * v + np.array([-2 * (1 - x) - 400 * x * b, 200 * b])
        at = at - BANANA_RATE * v
    return path


def logistic_run():
    w, v, path = np.zeros(FEATURES), np.zeros(FEATURES), np.empty((STEPS, FEATURES + 1))
    for k in range(STEPS):
        e = np.exp(-LABELS * (SAMPLES @ w))
        path[k, :-1], path[k, -1] = w, np.mean(np.log(1 + e))
        v = BETA * v + (-LABELS * e / (1 + e)) @ SAMPLES / len(Q)
        w = w - LOGISTIC_RATE * v
    return path


def newton_from_grid():
    x, y = (a.ravel() for a in np.meshgrid(np.linspace(-5, 5, 20), np.linspace(-5, 5, 20)))
    for _ in range(50):
        a, b = x * x + y - 11, x + y * y - 7
        gx, gy = 4 * x * a + 2 * b, 2 * a + 4 * y * b
        hxx, hxy, hyy = 4 * a + 8 * x * x + 2, 4 * x + 4 * y, 2 + 4 * b + 8 * y * y
        d = hxx * hyy - hxy * hxy
        x, y = x - (hyy * gx - hxy * gy) / d, y - (hxx * gy - hxy * gx) / d
    return np.unique(np.round(np.stack([x, y], 1), 6), axis=0)


def numpy_tasks():
    a = symmetric(100)
    return {
        "gradient, n = 100": lambda: valley_gradient(X100),
        "Hessian, n = 100": lambda: valley_hessian(X100),
        "Hessian-vector, n = 1000": lambda: valley_product(X1000, V1000),
        "network gradient, n = 65": lambda: network_gradient(WEIGHTS),
        "eigenvectors, n = 100": lambda: np.linalg.eigh(a),
        "momentum, Rosenbrock": banana_run,
        "momentum, logistic loss": logistic_run,
        "critical points, in a box": newton_from_grid,
    }


def torch_tasks():
    if torch is None:
        return {}
    torch.set_num_threads(1)
    to = lambda a: torch.tensor(a, dtype=torch.float64)
    inputs, targets, samples, labels, a = map(to, (INPUTS, TARGETS, SAMPLES, LABELS, symmetric(100)))
    x100, x1000, v1000, weights, direction = map(to, (X100, X1000, V1000, WEIGHTS, DIRECTION))

    def valley(x):
        return ((1 - x[:-1]) ** 2 + 100 * (x[1:] - x[:-1] ** 2) ** 2).sum()

    def network(p):
        h = torch.tanh(inputs @ p[: 2 * HIDDEN].reshape(HIDDEN, 2).T + p[2 * HIDDEN : 3 * HIDDEN])
        return ((h @ p[3 * HIDDEN : 4 * HIDDEN] + p[-1] - targets) ** 2).mean()

    def banana(p):
        return (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2

    def logistic(w):
        return torch.log(1 + torch.exp(-labels * (samples @ w))).mean()

    def gradient(f, at):
        x = at.clone().requires_grad_()
        return torch.autograd.grad(f(x), x)[0]

    def product(f, at, v):
        x = at.clone().requires_grad_()
        g = torch.autograd.grad(f(x), x, create_graph=True)[0]
        return torch.autograd.grad(g @ v, x)[0]

    def run(f, start, rate):
        x = start.clone().requires_grad_()
        rule = torch.optim.SGD([x], lr=rate, momentum=BETA)
        path = torch.empty((STEPS, len(start) + 1), dtype=torch.float64)
        for k in range(STEPS):
            rule.zero_grad()
            loss = f(x)
            path[k, :-1], path[k, -1] = x.detach(), loss.detach()
            loss.backward()
            rule.step()
        return path

    return {
        "gradient, n = 100": lambda: gradient(valley, x100),
        "Hessian, n = 100": lambda: derivatives.hessian(valley, x100, vectorize=True),
        "Hessian-vector, n = 1000": lambda: product(valley, x1000, v1000),
        "network gradient, n = 65": lambda: gradient(network, weights),
        "network Hessian, n = 65": lambda: derivatives.hessian(network, weights, vectorize=True),
        "network H·v, n = 65": lambda: product(network, weights, direction),
        "eigenvectors, n = 100": lambda: torch.linalg.eigh(a),
        "momentum, Rosenbrock": lambda: run(banana, to([-1.2, 1.0]), BANANA_RATE),
        "momentum, logistic loss": lambda: run(logistic, to(np.zeros(FEATURES)), LOGISTIC_RATE),
    }


def seconds(call):
    """The shortest of three times of a call, each over as many calls as take a fiftieth of a second."""
    begun = time.perf_counter()
    call()
    if time.perf_counter() - begun > 0.5:
        return time.perf_counter() - begun
    begun = time.perf_counter()
    call()
    calls = max(1, int(0.02 / (time.perf_counter() - begun)))
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        for _ in range(calls):
            call()
        best = min(best, (time.perf_counter() - begun) / calls)
    return best


TASKS = [
    "gradient, n = 100", "Hessian, n = 100", "Hessian-vector, n = 1000", "network gradient, n = 65",
    "network Hessian, n = 65", "network H·v, n = 65", "eigenvectors, n = 100", "momentum, Rosenbrock",
    "momentum, logistic loss", "critical points, in a box",
]
PEERS = {"go": "by hand", "gonum": "gonum", "numpy": "NumPy", "torch": "PyTorch"}


def measure(go, task, peer, python):
    if peer in python:
        return seconds(python[peer][task]) if task in python[peer] else None
    go.stdin.write(f"{peer} {task}\n")
    go.stdin.flush()
    answer = go.stdout.readline().strip()
    return None if answer == "-" else float(answer)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--go", required=True)
    asked = options.parse_args()
    go = subprocess.Popen([asked.go], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    python = {"numpy": numpy_tasks(), "torch": torch_tasks()}
    print(f"medians of {asked.rounds} rounds; load {open('/proc/loadavg').read().split()[0]}; Saddle's time, and as a multiple of each other's\n")
    print(f"{'':28}{'Saddle':>11}" + "".join(f"{name:>11}" for name in PEERS.values()))
    for task in TASKS:
        seen = {peer: [] for peer in ["saddle", *PEERS]}
        for _ in range(asked.rounds):
            for peer, times in seen.items():
                took = measure(go, task, peer, python)
                if took is not None:
                    times.append(took)
        ours = statistics.median(seen["saddle"])
        ratios = [f"{ours / statistics.median(seen[p]):9.3g} ×" if seen[p] else "-" for p in PEERS]
        print(f"{task:28}{ours * 1e6:8.4g} µs" + "".join(f"{r:>11}" for r in ratios), flush=True)
    go.stdin.close()


main()
