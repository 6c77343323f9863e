"""Draws one figure with Saddle and with matplotlib by turns, and prints how they compare.

The figure: filled contours of Rosenbrock's function, a path of 100 points, a legend, a title and labels with signs,
1280 by 960 pixels. Saddle's has level lines with labels and a colour bar as well; --alike gives matplotlib's them too.
Both start from the function and end with the bytes of a PNG. Of each the time on the clock is measured, and the time of
the processor, over all threads, which other work on the machine stretches less; --processor holds the latter to the target.
"""
import argparse
import io
import statistics
import subprocess
import sys
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

MOST_BYTES, MOST_TIME = 0.3, 0.25


def momentum(steps):
    x, y, vx, vy, points = -1.5, 2.0, 0.0, 0.0, []
    for _ in range(steps):
        points.append((x, y))
        gx, gy = -2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)
        vx, vy = 0.9 * vx - 2e-4 * gx, 0.9 * vy - 2e-4 * gy
        x, y = x + vx, y + vy
    return np.array(points)


def draw(alike):
    x, y = np.meshgrid(np.linspace(-2, 2, 200), np.linspace(-1, 3, 200))
    z = (1 - x) ** 2 + 100 * (y - x * x) ** 2
    levels = 10 ** (-1 + 4.4 * np.arange(15) / 14)
    figure, axes = plt.subplots(figsize=(6.4, 4.8), dpi=200)
    filled = axes.contourf(x, y, z, levels, norm=matplotlib.colors.LogNorm(), extend="both")
    if alike:
        lines = axes.contour(x, y, z, levels, colors="k", linewidths=0.4)
        axes.clabel(lines, lines.levels[::3], fontsize=7)
        figure.colorbar(filled, label="$f$")
    path = momentum(100)
    axes.plot(path[:, 0], path[:, 1], "r-o", lw=1.5, ms=4, label="momentum")
    axes.legend()
    axes.set_title(r"Rosenbrock: momentum $\beta=0.9$, $\nabla f \to 0$")
    axes.set_xlabel("$x_1$")
    axes.set_ylabel("$x_2$")
    data = io.BytesIO()
    figure.savefig(data, format="png", dpi=200)
    plt.close(figure)
    return data.getvalue()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--figure", required=True, help="the program that draws Saddle's figure")
    parser.add_argument("--alike", action="store_true", help="level lines, labels and colour bar in both")
    parser.add_argument("--processor", action="store_true", help="hold processor time to the target, on a busy machine")
    parser.add_argument("--keep", help="write matplotlib's figure there")
    options = parser.parse_args()
    saddle = subprocess.Popen([options.figure], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask():
        saddle.stdin.write("draw\n")
        saddle.stdin.flush()
        seconds, processor, size = saddle.stdout.readline().split()
        return float(seconds), float(processor), int(size)

    ours, theirs = [], []
    for turn in range(options.rounds + 3):  # three rounds to warm up
        start, processor = time.perf_counter(), time.process_time()
        data = draw(options.alike)
        took = time.perf_counter() - start, time.process_time() - processor, len(data)
        answer = ask()
        if turn >= 3:
            theirs.append(took)
            ours.append(answer)
    saddle.stdin.close()
    saddle.wait()
    if options.keep:
        with open(options.keep, "wb") as file:
            file.write(data)
    return report(ours, theirs, options.processor)


def report(ours, theirs, by_processor):
    for name, rows in (("saddle", ours), ("matplotlib " + matplotlib.__version__, theirs)):
        clock, processor = ([1e3 * row[i] for row in rows] for i in (0, 1))
        print(f"{name:18} {statistics.median(clock):7.1f} ms  (from {min(clock):.1f} to {max(clock):.1f}),"
              f" processor {statistics.median(processor):7.1f} ms  (from {min(processor):.1f})  {rows[-1][2]:8d} bytes")
    ratio = [statistics.median(row[i] for row in ours) / statistics.median(row[i] for row in theirs) for i in range(3)]
    met = ratio[2] <= MOST_BYTES and ratio[1 if by_processor else 0] <= MOST_TIME
    print(f"bytes {ratio[2]:.2f} of matplotlib's (at most {MOST_BYTES}), time {ratio[0]:.2f}, of the processor {ratio[1]:.2f}"
          f" (at most {MOST_TIME}){'' if met else '  MISSED'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
