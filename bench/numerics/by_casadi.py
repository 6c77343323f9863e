"""CasADi: its virtual machine, derivatives of the functions."""
import casadi as ca
from given import *


def called(f, *given):
    given = [ca.DM(a) for a in given]
    return lambda: np.array(f(*given).full()).squeeze()


def tasks():
    all = {}
    for n, at in POINTS.items():
        x = ca.SX.sym("x", n)
        f = ca.sumsqr(1 - x[:-1]) + 100 * ca.sumsqr(x[1:] - x[:-1] ** 2)
        all[f"gradient, n = {n}"] = called(ca.Function("g", [x], [ca.gradient(f, x)]), at)
        if n == 100:
            all["Hessian, n = 100"] = called(ca.Function("h", [x], [ca.densify(ca.hessian(f, x)[0])]), at)
        if n == 1000:
            v = ca.SX.sym("v", n)
            all["Hessian-vector, n = 1000"] = called(ca.Function("hv", [x, v], [ca.jtimes(ca.gradient(f, x), x, v)]), at, V1000)
    p, v = ca.MX.sym("p", len(WEIGHTS)), ca.MX.sym("v", len(WEIGHTS))
    w = ca.reshape(p[: 2 * HIDDEN], 2, HIDDEN)
    h = ca.tanh(ca.mtimes(INPUTS, w) + ca.repmat(p[2 * HIDDEN : 3 * HIDDEN].T, len(Q), 1))
    loss = ca.sumsqr(ca.mtimes(h, p[3 * HIDDEN : 4 * HIDDEN]) + p[-1] - TARGETS) / len(Q)
    g = ca.gradient(loss, p)
    return all | {
        "network value": called(ca.Function("f", [p], [loss]), WEIGHTS),
        "network gradient": called(ca.Function("g", [p], [g]), WEIGHTS),
        "network Hessian-vector": called(ca.Function("hv", [p, v], [ca.jtimes(g, p, v)]), WEIGHTS, DIRECTION),
    }
