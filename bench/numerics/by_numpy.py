"""What somebody writes in NumPy who needs this one function, its derivatives worked out on paper; SciPy's Lanczos."""
import numpy as np
from given import *

try:
    from scipy.sparse.linalg import LinearOperator, eigsh
except ImportError:
    eigsh = None


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


def parts(p):
    return p[: 2 * HIDDEN].reshape(HIDDEN, 2), p[2 * HIDDEN : 3 * HIDDEN], p[3 * HIDDEN : 4 * HIDDEN], p[-1]


def network_value(p):
    w, b, c, d = parts(p)
    return np.mean((np.tanh(INPUTS @ w.T + b) @ c + d - TARGETS) ** 2)


def network_gradient(p):
    w, b, c, d = parts(p)
    h = np.tanh(INPUTS @ w.T + b)
    slope = 2 * (h @ c + d - TARGETS) / len(Q)
    inner = slope[:, None] * c * (1 - h * h)
    return np.concatenate([(inner.T @ INPUTS).ravel(), inner.sum(0), slope @ h, [slope.sum()]])


def network_product(p, v):
    (w, b, c, d), (dw, db, dc, dd) = parts(p), parts(v)
    h = np.tanh(INPUTS @ w.T + b)
    bend = 1 - h * h
    change = bend * (INPUTS @ dw.T + db)
    slope, dslope = 2 * (h @ c + d - TARGETS) / len(Q), 2 * (h @ dc + change @ c + dd) / len(Q)
    inner = (dslope[:, None] * c + slope[:, None] * dc) * bend - 2 * slope[:, None] * c * h * change
    return np.concatenate([(inner.T @ INPUTS).ravel(), inner.sum(0), dslope @ h + slope @ change, [dslope.sum()]])


def banana_run():
    at, v, path = START, np.zeros(2), np.empty((STEPS, 3))
    for k in range(STEPS):
        x, y = at
        b = y - x * x
        path[k] = x, y, (1 - x) ** 2 + 100 * b * b
        v = BETA * v + np.array([-2 * (1 - x) - 400 * x * b, 200 * b])
        at = at - BANANA_RATE * v
    return at


def logistic_run():
    w, v, path = np.zeros(FEATURES), np.zeros(FEATURES), np.empty((STEPS, FEATURES + 1))
    for k in range(STEPS):
        e = np.exp(-LABELS * (SAMPLES @ w))
        path[k, :-1], path[k, -1] = w, np.mean(np.log(1 + e))
        v = BETA * v + (-LABELS * e / (1 + e)) @ SAMPLES / len(Q)
        w = w - LOGISTIC_RATE * v
    return w


def newton_from_grid():
    x, y = (a.ravel() for a in np.meshgrid(np.linspace(-5, 5, 20), np.linspace(-5, 5, 20)))
    for _ in range(50):
        a, b = x * x + y - 11, x + y * y - 7
        gx, gy = 4 * x * a + 2 * b, 2 * a + 4 * y * b
        hxx, hxy, hyy = 4 * a + 8 * x * x + 2, 4 * x + 4 * y, 2 + 4 * b + 8 * y * y
        d = hxx * hyy - hxy * hxy
        x, y = x - (hyy * gx - hxy * gy) / d, y - (hxx * gy - hxy * gx) / d
    points = np.stack([x, y], 1)
    return points[np.unique(np.round(points, 6), axis=0, return_index=True)[1]]


def basins():
    x, y = np.meshgrid(np.linspace(-5, 5, BASIN_SIDE), np.linspace(-5, 5, BASIN_SIDE))
    v, w = np.zeros_like(x), np.zeros_like(y)
    for _ in range(BASIN_STEPS):
        a, b = x * x + y - 11, x + y * y - 7
        v, w = BETA * v + (1 - BETA) * (4 * x * a + 2 * b), BETA * w + (1 - BETA) * (2 * a + 4 * y * b)
        x, y = x - BASIN_RATE * v, y - BASIN_RATE * w
    return [np.count_nonzero(np.hypot(x - mx, y - my) < 0.1) for mx, my in MINIMA]


def spectrum(x):
    product = LinearOperator((LARGE, LARGE), matvec=lambda v: valley_product(x, v), dtype=float)
    return eigsh(product, 2 * ENDS, which="BE", tol=ENDS_TOLERANCE, return_eigenvectors=True)[0]


def tasks():
    a = symmetric(100)
    data, wanted = table()
    theta = np.zeros(WIDTH)
    x, y = np.meshgrid(np.linspace(-5, 5, GRID), np.linspace(-5, 5, GRID))
    all = {f"gradient, n = {n}": lambda at=at: valley_gradient(at) for n, at in POINTS.items()}
    if eigsh:
        steep = waves(LARGE, 1, 0.3)
        for k in range(ENDS):
            steep[1000 * (k + 1) : 1000 * (k + 1) + 2] = 0, 2 + k / 5
        all["Lanczos, n = 10 000"] = lambda: spectrum(steep)
    return all | {
        "Hessian, n = 100": lambda: valley_hessian(POINTS[100]),
        "Hessian-vector, n = 1000": lambda: valley_product(POINTS[1000], V1000),
        "network value": lambda: network_value(WEIGHTS),
        "network gradient": lambda: network_gradient(WEIGHTS),
        "network Hessian-vector": lambda: network_product(WEIGHTS, DIRECTION),
        "least squares, 10 000 × 100": lambda: 2 / ROWS * ((data @ theta - wanted) @ data),
        "200 × 200 grid: polynomial": lambda: (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
        "200 × 200 grid: exp, sin, tanh": lambda: np.exp(-(x * x + y * y)) + np.sin(3 * x) * np.tanh(y),
        "basins, 512 × 512": basins,
        "eigenvectors, n = 100": lambda: np.linalg.eigh(a)[0],
        "run: heavy_ball, Rosenbrock": banana_run,
        "run: heavy_ball, logistic loss": logistic_run,
        "critical points, in a box": newton_from_grid,
    }
