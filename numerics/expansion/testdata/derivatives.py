# Writes derivatives.tsv: formula, point, order, derivative, and how many times a relative error of the point comes back in
# it. Random compositions of all elementary functions, by mpmath's numerical differentiation in many digits.
#   python derivatives.py > derivatives.tsv
import random
import mpmath as mp

random.seed(20)
ONE = ["exp", "sin", "cos", "atan", "tanh", "sinh", "cosh"]
UNARY = {
    "exp": mp.exp, "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "atan": mp.atan, "tanh": mp.tanh, "sinh": mp.sinh,
    "cosh": mp.cosh, "log": mp.log, "log10": mp.log10, "sqrt": mp.sqrt, "asin": mp.asin, "acos": mp.acos,
}
NUMBERS = ["0.7", "1.3", "2", "3", "0.25", "1.5", "2.4"]


def tame(depth):  # a formula and its function, of moderate values
    t, f = term(depth)
    return f"sin({t})", lambda x: mp.sin(f(x))


def term(depth):
    if depth == 0:
        c = random.choice(NUMBERS)
        v = mp.mpf(float(c))
        return random.choice([("x", lambda x: x), (f"({c} x)", lambda x: v * x), (f"(x + {c})", lambda x: x + v)])
    kind = random.randrange(10)
    if kind < 3:
        name = random.choice(ONE)
        t, f = term(depth - 1) if name in ("sin", "cos", "atan", "tanh") else tame(depth - 1)
        g = UNARY[name]
        return f"{name}({t})", lambda x: g(f(x))
    if kind < 5:
        name = random.choice(["log", "log10", "sqrt", "asin", "acos", "tan"])
        t, f = tame(depth - 1)
        g = UNARY[name]
        if name in ("asin", "acos", "tan"):
            return f"{name}(({t})/2)", lambda x: g(f(x) / 2)
        return f"{name}(2 + {t})", lambda x: g(2 + f(x))
    (a, f), (b, g) = term(depth - 1), term(depth - 1)
    if kind == 5:
        return f"({a} + {b})", lambda x: f(x) + g(x)
    if kind == 6:
        return f"({a} - {b})", lambda x: f(x) - g(x)
    if kind == 7:
        return f"({a}) ({b})", lambda x: f(x) * g(x)
    if kind == 8:
        return f"({a})/(1.5 + ({b})^2)", lambda x: f(x) / (mp.mpf(1.5) + g(x) ** 2)
    e = random.choice(["3", "-1", "2.5", "-0.5", "0.3"])
    c = mp.mpf(float(e))
    return f"(1.25 + ({a})^2)^({e})", lambda x: (mp.mpf(1.25) + f(x) ** 2) ** c


def derivative(f, p, order):
    mp.mp.dps = 40 + 2 * order
    return mp.diff(f, mp.mpf(p), order)


rows = 0
while rows < 600:
    text, f = term(random.choice([1, 2, 2, 3, 3]))
    if "x" not in text:
        continue
    p = round(random.uniform(-2, 2), 2)
    order = rows % 40 + 1
    try:
        d, e = derivative(f, p, order), derivative(f, p, order + 1)
        if isinstance(d, mp.mpc) or not abs(d) < mp.mpf(10) ** 200 or d == 0 or abs(d) < mp.mpf(10) ** -25:
            continue
    except (ValueError, ZeroDivisionError, OverflowError):
        continue
    print(text, p, order, mp.nstr(d, 20), mp.nstr(abs(e * p / d), 3), sep="\t")
    rows += 1
