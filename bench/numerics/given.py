"""The numbers that every peer is given: the same as in tasks.go, hand_walks.go and matrices.go."""
import numpy as np

HIDDEN, FEATURES, STEPS, MANY, BETA = 16, 5, 10_000, 10_000_000, 0.9
BANANA_RATE, LOGISTIC_RATE = 2e-4, 2e-3
ROWS, WIDTH = 10_000, 100
START = np.array([-1.2, 1.0])
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


def table():
    k = np.arange(ROWS * WIDTH)
    return np.sin(k * k % 1_000_003).reshape(ROWS, WIDTH), np.cos(np.arange(ROWS))


POINTS = {n: waves(n, 1, 0.3) for n in (2, 10, 100, 1000)}
V1000 = waves(1000, 0, 1)
WEIGHTS = waves(4 * HIDDEN + 1, 0, 0.5)
DIRECTION = waves(len(WEIGHTS), 0, 1)

# Of the walks and the grids.
BASIN_RATE, BASIN_STEPS, BASIN_SIDE, GRID = 0.02, 200, 512, 200
MINIMA = np.array([(3, 2), (-2.805118086952745, 3.131312518250573), (-3.779310253377747, -3.283185991286170), (3.584428340330492, -1.848126526964404)])
# Of the eigenvalues at the ends of a spectrum.
LARGE, ENDS, ENDS_TOLERANCE = 10_000, 3, 1e-8

# Of the runs that are compared by the step.
A_STEP, FEW_STEPS, LOOP_STEPS = 1e-6, 100, 1000
RULES = ("gd", "heavy_ball", "nesterov", "adagrad", "rmsprop", "adam", "adamw")
STARTS = {"2-D": START, "10-D": waves(10, 1, 0.3)}
LONG = {"momentum": 1e-7, "nesterov": 1e-8, "adam": 1e-8}  # rule: its rate
