"""PyTorch: it is given the functions alone, as Saddle is."""
import torch
from given import *
from torch.autograd import functional as derivatives

to = lambda a: torch.tensor(a, dtype=torch.float64)

OPTIMIZERS = {
    "gd": lambda p, rate: torch.optim.SGD(p, lr=rate),
    "heavy_ball": lambda p, rate: torch.optim.SGD(p, lr=rate, momentum=BETA),
    "nesterov": lambda p, rate: torch.optim.SGD(p, lr=rate, momentum=BETA, nesterov=True),
    "adagrad": lambda p, rate: torch.optim.Adagrad(p, lr=rate),
    "rmsprop": lambda p, rate: torch.optim.RMSprop(p, lr=rate),
    "adam": lambda p, rate: torch.optim.Adam(p, lr=rate),
    "adamw": lambda p, rate: torch.optim.AdamW(p, lr=rate),
}


def valley(x):
    return ((1 - x[:-1]) ** 2 + 100 * (x[1:] - x[:-1] ** 2) ** 2).sum()


def banana(p):
    return (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2


def gradient(f, at):
    x = at.clone().requires_grad_()
    return torch.autograd.grad(f(x), x)[0]


def product(f, at, v):
    x = at.clone().requires_grad_()
    g = torch.autograd.grad(f(x), x, create_graph=True)[0]
    return torch.autograd.grad(g @ v, x)[0]


def loop(f, start, rule, rate, steps, keep=False):
    x = to(start).requires_grad_()
    optimizer = OPTIMIZERS[rule]([x], rate)
    path = torch.empty((steps, len(start) + 1), dtype=torch.float64) if keep else None
    for k in range(steps):
        optimizer.zero_grad()
        loss = f(x)
        if keep:
            path[k, :-1], path[k, -1] = x.detach(), loss.detach()
        loss.backward()
        optimizer.step()
    return x.detach().numpy()


def tasks():
    torch.set_num_threads(1)
    inputs, targets, samples, labels, a = map(to, (INPUTS, TARGETS, SAMPLES, LABELS, symmetric(100)))
    points = {n: to(at) for n, at in POINTS.items()}
    v1000, weights, direction = map(to, (V1000, WEIGHTS, DIRECTION))
    data, wanted = map(to, table())

    def network(p):
        h = torch.tanh(inputs @ p[: 2 * HIDDEN].reshape(HIDDEN, 2).T + p[2 * HIDDEN : 3 * HIDDEN])
        return ((h @ p[3 * HIDDEN : 4 * HIDDEN] + p[-1] - targets) ** 2).mean()

    def logistic(w):
        return torch.log(1 + torch.exp(-labels * (samples @ w))).mean()

    all = {f"gradient, n = {n}": lambda at=at: gradient(valley, at) for n, at in points.items()}
    for rule in RULES:
        for size, start in STARTS.items():
            f = banana if size == "2-D" else valley
            long = lambda f=f, start=start, rule=rule: loop(f, start, rule, A_STEP, LOOP_STEPS)
            short = lambda f=f, start=start, rule=rule: loop(f, start, rule, A_STEP, FEW_STEPS)
            all[f"a step: {rule} {size}"] = (long, LOOP_STEPS, short)
    return all | {
        "Hessian, n = 100": lambda: derivatives.hessian(valley, points[100], vectorize=True),
        "Hessian-vector, n = 1000": lambda: product(valley, points[1000], v1000),
        "network value": lambda: network(weights),
        "network gradient": lambda: gradient(network, weights),
        "network Hessian": lambda: derivatives.hessian(network, weights, vectorize=True),
        "network Hessian-vector": lambda: product(network, weights, direction),
        "least squares, 10 000 × 100": lambda: gradient(lambda t: ((wanted - data @ t) ** 2).mean(), to(np.zeros(WIDTH))),
        "eigenvectors, n = 100": lambda: torch.linalg.eigh(a)[0],
        "run: heavy_ball, Rosenbrock": lambda: loop(banana, START, "heavy_ball", BANANA_RATE, STEPS, keep=True),
        "run: heavy_ball, logistic loss": lambda: loop(logistic, np.zeros(FEATURES), "heavy_ball", LOGISTIC_RATE, STEPS, keep=True),
    }
