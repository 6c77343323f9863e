"""JAX, compiled: derivatives of the functions, and runs as a loop that it compiles whole."""
import jax
import jax.numpy as jnp
from given import *

jax.config.update("jax_enable_x64", True)


def valley(x):
    return ((1 - x[:-1]) ** 2 + 100 * (x[1:] - x[:-1] ** 2) ** 2).sum()


def product(f):
    return lambda at, v: jax.jvp(jax.grad(f), (at,), (v,))[1]


def momentum(g, x, rate):
    v, t = x
    v = BETA * v + (1 - BETA) * g(t)
    return v, t - rate * v


def nesterov(g, x, rate):
    v, t = x
    at = g(t)
    v = BETA * v + at
    return v, t - rate * (at + BETA * v)


def run(step, rate):
    def whole(start, steps):
        g = jax.grad(valley)
        return jax.lax.fori_loop(0, steps, lambda _, x: step(g, x, rate), (jnp.zeros_like(start), start))[1]

    return jax.jit(whole)


def ready(f, *given):
    """A call of compiled code that waits for its end."""
    compiled, given = jax.jit(f), [jnp.asarray(a) for a in given]
    return lambda: compiled(*given).block_until_ready()


def tasks():
    data, wanted = map(jnp.asarray, table())

    def network(p):
        h = jnp.tanh(INPUTS @ p[: 2 * HIDDEN].reshape(HIDDEN, 2).T + p[2 * HIDDEN : 3 * HIDDEN])
        return ((h @ p[3 * HIDDEN : 4 * HIDDEN] + p[-1] - TARGETS) ** 2).mean()

    all = {f"gradient, n = {n}": ready(jax.grad(valley), at) for n, at in POINTS.items()}
    for rule, step in (("momentum", momentum), ("nesterov", nesterov)):
        for size, start in STARTS.items():
            whole, start = run(step, LONG[rule]), jnp.asarray(start)
            long = lambda whole=whole, start=start: whole(start, MANY).block_until_ready()
            short = lambda whole=whole, start=start: whole(start, STEPS).block_until_ready()
            all[f"10⁷ steps: {rule} {size}"] = (long, 1, short)
    return all | {
        "Hessian, n = 100": ready(jax.hessian(valley), POINTS[100]),
        "Hessian-vector, n = 1000": ready(product(valley), POINTS[1000], V1000),
        "network value": ready(network, WEIGHTS),
        "network gradient": ready(jax.grad(network), WEIGHTS),
        "network Hessian": ready(jax.hessian(network), WEIGHTS),
        "network Hessian-vector": ready(product(network), WEIGHTS, DIRECTION),
        "least squares, 10 000 × 100": ready(jax.grad(lambda t: ((wanted - data @ t) ** 2).mean()), np.zeros(WIDTH)),
        "eigenvectors, n = 100": ready(lambda a: jnp.linalg.eigh(a)[0], symmetric(100)),
    }
