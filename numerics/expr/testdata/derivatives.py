"""Writes derivatives.json: gradients and Hessians of functions at points, computed by sympy and rounded from 50 digits.

Run from this folder with a Python that has sympy:  python3 derivatives.py
"""
import json
import random

import sympy as sp

random.seed(5)
V = lambda n: [f"x{k}" for k in range(1, n + 1)]
rosen = lambda n: " + ".join(f"100*(x{k + 1} - x{k}^2)^2 + (1 - x{k})^2" for k in range(1, n))
FUNCTIONS = [
    ("x^2 - y^2", "x y", 2),
    ("x^4 - 4*x*y + y^4", "x y", 2),
    ("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "x y", 4),
    (rosen(10), " ".join(V(10)), 1.5),
    ("exp(x*y)*sin(x + y)", "x y", 2),
    ("log(1 + exp(x*y))", "x y", 4),
    ("log(1 + exp(-x)) + log(1 + exp(-y))", "x y", 20),
    ("1/(1 + exp(-x - 2*y))", "x y", 8),
    ("tanh(3*x - y)*tanh(x*y)", "x y", 3),
    ("tanh(x)", "x", 25),
    ("1 - tanh(x)^2 + y*tanh(y)", "x y", 10),
    ("sin(x)/x + cos(y)/y", "x y", 6),
    ("tan(x*y) + tan(x)^3", "x y", 1.2),
    ("sqrt(x^2 + y^2 + z^2)", "x y z", 5),
    ("1/sqrt(x^2 + y^2 + 0.01)", "x y", 3),
    ("x*y/(x + y)", "x y", 4),
    ("(x - y)/(x^2 + y^2 + 1)", "x y", 5),
    ("x^3*y^-2 + y^1.5*z^0.3 + z^2.7/x", "x y z", -4),
    ("x^y", "x y", -3),
    ("(x^2 + 1)^(y*z)", "x y z", 2),
    ("log(exp(x) + exp(y) + exp(z))", "x y z", 12),
    ("-log(1/(1 + exp(-x*y + z)))", "x y z", 3),
    ("exp(-1/x^2) + exp(-(x - y)^2/2)", "x y", 3),
    ("exp(-(x^2 + y^2)/2)*(3*x*y - x^3)", "x y", 4),
    ("sinh(x)*cosh(y) - sinh(x*y)", "x y", 4),
    ("asin(x*y) + acos(x/2) - atan(10*y)", "x y", 0.97),
    ("asin(x) + acos(y)", "x y", 0.99999),
    ("log10(x^2 + 1)*log(y^2 + 2)", "x y", 6),
    ("2^x*3^(-y) + x^2*2^y", "x y", 5),
    ("20 + x^2 + y^2 - 10*(cos(2*π*x) + cos(2*π*y))", "x y", 5),
    ("-20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*π*x) + cos(2*π*y))/2)", "x y", 3),
    ("sin(3*π*x)^2 + (x - 1)^2*(1 + sin(3*π*y)^2) + (y - 1)^2*(1 + sin(2*π*y)^2)", "x y", 5),
    ("(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2", "x y", 3),
    ("(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (-4 + 4*y^2)*y^2", "x y", 2),
    ("sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1", "x y", 4),
    ("-cos(x)*cos(y)*exp(-((x - π)^2 + (y - π)^2))", "x y", 4),
    ("0.5 + (sin(x^2 - y^2)^2 - 0.5)/(1 + 0.001*(x^2 + y^2))^2", "x y", 4),
    ("(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))", "x y", 2),
    ("sqrt(1 + x^2) - sqrt(1 + (x - y)^2) + sqrt(sqrt(1 + y^4))", "x y", 5),
    ("(sin(x)*exp(y) + cos(z)*log(u))*sqrt(v)/w", "x y z u v w", -3),
    ("x1*x2*x3 + sin(x4*x5)/(1 + x6^2) + exp(-x7^2)*tanh(x8) + sqrt(1 + x9^2*x10^2)", " ".join(V(10)), 2),
    ("log(1 + " + " + ".join(f"x{k}^2" for k in range(1, 11)) + ")", " ".join(V(10)), 2),
    ("sqrt(" + " + ".join(f"(x{k} - {k}/3)^2" for k in range(1, 9)) + ")", " ".join(V(8)), 3),
    ("exp(" + "*".join(f"cos(x{k})" for k in range(1, 8)) + ")", " ".join(V(7)), 2),
    ("tanh(x1*x2 + x3)*x4 + tanh(x5*x2 + x6)*x7 + x8", " ".join(V(8)), 3),
    ("(x8 - x1*tanh(x2*x3 + x4) - x5*tanh(x6*x3 + x7))^2", " ".join(V(8)), 3),
    ("x1/(x2 + x3/(x4 + x5/(x6 + 1)))", " ".join(V(6)), -4),
    ("exp(sin(exp(cos(x + y))))", "x y", 3),
    ("log(log(x^2 + 3) + y^2)*atan(x/y)", "x y", 4),
    ("x^x + y^(x*y)", "x y", -2),
    ("(x*y - 1)^5/(x^2 + y^2)^3", "x y", 2),
    ("x*exp(-x^2 - y^2) + y*exp(-(x - 1)^2)/(1 + y^2)", "x y", 3),
    ("cosh(x)^-2 + tanh(x)*y^2", "x y", 15),
    ("exp(x)/(exp(x) + exp(y))", "x y", 10),
    ("-x*log(x) - (1 - x)*log(1 - x) + x*y^2", "x y", -0.9),
    ("log(x/(1 - x))*y", "x y", -0.95),
    ("exp(-exp(-x)) + exp(-exp(y))", "x y", 3),
    ("x/(1 + abs(y)) + sqrt(abs(x*y) + 1)", "x y", 3),
    ("(1 - x^2)*(1 - y^2)/sqrt(2 - x^2 - y^2)", "x y", 0.95),
    ("atan(y/x) + log(x^2 + y^2)/2", "x y", 4),
]


def main():
    cases = []
    for text, names, size in FUNCTIONS:
        symbols = sp.symbols(names, real=True, seq=True)
        local = dict(zip(names.split(), symbols))
        local |= {"abs": sp.Abs, "log10": lambda a: sp.log(a, 10), "π": sp.pi}
        source = text.replace("^", "**").replace("π", "pi")
        local["pi"] = sp.pi
        f = sp.sympify(source, locals=local, rational=False)
        f = exact(f)
        gradient = [sp.diff(f, s) for s in symbols]
        hessian = [[sp.diff(g, s) for s in symbols] for g in gradient]
        points = []
        for _ in range(5):
            low = 0.02 * -size if size < 0 else -size
            point = [round(random.uniform(low, abs(size)), 4) for _ in symbols]
            at = {s: sp.Rational(*float(p).as_integer_ratio()) for s, p in zip(symbols, point)}
            value = lambda e: float(sp.N(e.subs(at), 50, maxn=2000))
            points.append({"at": point, "gradient": [value(g) for g in gradient], "hessian": [value(h) for row in hessian for h in row]})
        cases.append({"formula": text, "variables": names.split(), "points": points})
    lines = ",\n".join(json.dumps(c, ensure_ascii=False, separators=(",", ":")) for c in cases)
    with open("derivatives.json", "w") as out:
        out.write("[\n" + lines + "\n]\n")


def exact(f):
    """Decimals in the formula mean the float64 nearest to them, and π the float64 nearest to it, as in the language."""
    f = f.xreplace({x: sp.Rational(*float(x).as_integer_ratio()) for x in f.atoms(sp.Float)})
    return f.xreplace({sp.pi: sp.Rational(*float(sp.pi).as_integer_ratio())})


main()
