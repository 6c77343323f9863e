"""Draws ten figures with Saddle and with matplotlib, and lays each two side by side: pair-01.png, …

The cells are those of pairs.saddle, a line %% between two; matplotlib's are the functions below, in the same order, each
written as one who knows it well would. They draw the same functions over the same ranges; what is random is drawn anew.
"""
import argparse
import json
import pathlib
import subprocess

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import BoundaryNorm, ListedColormap
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

here = pathlib.Path(__file__).parent
OKABE_ITO = ["#0072B2", "#D55E00", "#009E73", "#CC79A7"]


def plane(half, n=200):
    axis = np.linspace(-half, half, n)
    return np.meshgrid(axis, axis)


def g(x, y): return x**4 / 4 - x**2 / 2 + x * y**2 / 3 + y**2 / 2
def bowl(x, y): return x**2 + x * y + 3 * y**2
def saddle(x, y): return x**2 - y**2
def himmelblau(x, y): return (x**2 + y - 11)**2 + (x + y**2 - 7)**2
def bowl_slope(p): return np.array([2 * p[0] + p[1], p[0] + 6 * p[1]])
def saddle_slope(p): return np.array([2 * p[0], -2 * p[1]])


def himmelblau_slope(p):
    x, y = p
    return np.array([4 * x * (x * x + y - 11) + 2 * (x + y * y - 7), 2 * (x * x + y - 11) + 4 * y * (x + y * y - 7)])


def descend(slope, start, steps, rate=0.1, beta=0.0, noise=0.0, random=None):
    p, v, path = np.array(start, float), np.zeros(np.shape(start)), []
    for _ in range(steps + 1):
        path.append(p.copy())
        s = slope(p)
        if noise:
            s = s + noise * random.standard_normal(s.shape)
        v = beta * v + (1 - beta) * s
        p = p - rate * v
    return np.array(path)


def contourf(axes, f, half, levels=14, cmap="viridis", norm=None):
    x, y = plane(half)
    filled = axes.contourf(x, y, f(x, y), levels, cmap=cmap, norm=norm, extend="both")
    lines = axes.contour(x, y, f(x, y), filled.levels, colors="k", linewidths=0.4, alpha=0.5)
    axes.clabel(lines, filled.levels[::3], fontsize=7)
    axes.set(aspect="equal", xlabel="$x$", ylabel="$y$")
    return filled


def chosen_levels():
    figure, axes = plt.subplots(layout="constrained")
    levels = [-0.25, -0.2, -0.1, 0, 0.25, 0.5, 1, 2, 4]
    filled = contourf(axes, g, 2, levels, norm=BoundaryNorm(levels, 256, extend="both"))
    figure.colorbar(filled, label="$g$", ticks=levels)
    axes.set_title("Chosen levels", loc="left")
    return figure


def shared_axes():
    figure, axes = plt.subplots(2, 2, sharex=True, sharey=True, figsize=(6.4, 6), layout="constrained")
    paths = [None, None, descend(bowl_slope, (1.5, 1.5), 40), descend(saddle_slope, (1.5, 0.01), 20, beta=0.9)]
    for ax, f, path in zip(axes.flat, [bowl, saddle] * 2, paths):
        filled = contourf(ax, f, 2, cmap="viridis" if f is bowl else "RdBu_r")
        figure.colorbar(filled, ax=ax)
        if path is not None:
            ax.plot(*path.T, "o-", ms=3, color="#D55E00")
            ax.set(xlim=(-2, 2), ylim=(-2, 2))
        ax.label_outer()
    figure.suptitle("Shared axes")
    return figure


def basins():
    ends = np.array([(3, 2), (3.584428, -1.848127), (-3.779310, -3.283186), (-2.805118, 3.131313)])
    x, y = plane(5, 160)
    p = np.stack([x, y])
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(1000):
            p = p - 0.01 * himmelblau_slope(p)
        far = np.stack([np.hypot(p[0] - e[0], p[1] - e[1]) for e in ends])
    index = np.where(np.nanmin(np.nan_to_num(far, nan=9), axis=0) < 0.1, np.nan_to_num(far, nan=9).argmin(axis=0), len(ends))
    colors = OKABE_ITO + ["#666666"]
    figure, axes = plt.subplots(layout="constrained")
    axes.pcolormesh(x, y, index, cmap=ListedColormap(colors), vmin=-0.5, vmax=4.5)
    axes.plot(*ends.T, "o", ms=9, mfc="white", mec="black")
    axes.set(aspect="equal", xlabel="$x$", ylabel="$y$")
    axes.set_title("Basins of gradient descent", loc="left")
    names = [f"minimum ({a:.4g}, {b:.4g})" for a, b in ends] + ["no end"]
    axes.legend(handles=[Patch(color=c, label=n) for c, n in zip(colors, names)], loc="center left", bbox_to_anchor=(1, 0.5))
    return figure


def escapes():
    random = np.random.default_rng(0)
    figure, axes = plt.subplots(layout="constrained")
    times = []
    for beta in (0, 0.9):
        times.append([])
        for _ in range(300):
            path = descend(saddle_slope, (0, 0), 400, beta=beta, noise=0.01, random=random)
            times[-1].append(int(np.argmax(saddle(*path.T) < -1)))
    edges = np.histogram_bin_edges(np.concatenate(times), 25)
    for name, t, c in zip(("gd", "momentum"), times, OKABE_ITO):
        axes.hist(t, edges, alpha=0.5, color=c, label=name)
        axes.axvline(np.median(t), color=c, ls="--", label=f"median {np.median(t):g}")
    axes.set(xlabel="steps until f has fallen", ylabel="runs")
    axes.set_title("Steps to leave the saddle", loc="left")
    axes.legend()
    return figure


def indicator():
    x, y = plane(2, 400)
    figure, axes = plt.subplots(layout="constrained")
    shown = axes.pcolormesh(x, y, (x**2 + y**2 < 1).astype(int), cmap=ListedColormap(["#3B528B", "#5EC962"]), vmin=-0.5, vmax=1.5)
    figure.colorbar(shown, ticks=[0, 1])
    axes.set(aspect="equal", xlabel="$x$", ylabel="$y$")
    axes.set_title("The disc's indicator", loc="left")
    return figure


def peak():
    x = np.linspace(-100, 100, 4001)
    figure, axes = plt.subplots(layout="constrained")
    axes.plot(x, 1 / (1 + x**2))
    axes.set(xlabel="$x$", ylabel="$1/(1+x^2)$", xlim=(-100, 100))
    axes.set_title("A peak over a long range", loc="left")
    axes.grid(alpha=0.3)
    return figure


def log_histogram():
    u = np.abs(np.random.default_rng(0).standard_normal(500))**3
    figure, axes = plt.subplots(layout="constrained")
    axes.hist(u, 20, log=True)
    axes.set(xlabel="u", ylabel="count")
    axes.set_title("Counts on a logarithmic axis", loc="left")
    axes.grid(alpha=0.3)
    return figure


def annotated():
    minima = [(3, 2), (3.584428, -1.848127), (-3.779310, -3.283186), (-2.805118, 3.131313)]
    saddles = [(3.385154, 0.073852), (-0.127961, -1.953715), (0.086678, 2.884255), (-3.073026, -0.081353)]
    figure, axes = plt.subplots(layout="constrained")
    levels = [1, 3, 7, 15, 30, 50, 70, 100, 150, 200, 300, 500, 700]
    filled = contourf(axes, himmelblau, 5, levels, norm=BoundaryNorm(levels, 256, extend="both"))
    figure.colorbar(filled, label="$f$")
    axes.plot(*np.transpose(minima), "wo", mec="k", ms=8, label="minimum")
    axes.plot(*np.transpose(saddles), "wX", mec="k", ms=9, label="saddle")
    axes.plot([-0.270845], [-0.923039], "w^", mec="k", ms=9, label="maximum")
    axes.annotate("f = 0 here", (3, 2), xytext=(12, 10), textcoords="offset points", color="white")
    axes.annotate("the only maximum", (-0.27, -1), xytext=(0, -4.4), color="white", ha="center", arrowprops={"arrowstyle": "->", "color": "white"})
    axes.set_title("Critical points of Himmelblau's function", loc="left")
    axes.legend()
    return figure


def tangent_plane():
    figure = plt.figure(layout="constrained")
    axes = figure.add_subplot(projection="3d", computed_zorder=False)
    x, y = plane(2, 60)
    axes.plot_surface(x, y, bowl(x, y), cmap="viridis", alpha=0.85, rcount=60, ccount=60)
    axes.contour(x, y, bowl(x, y), 12, zdir="z", offset=-4, cmap="viridis")
    a, b = 1, 0.5
    s = bowl_slope((a, b))
    u, v = np.meshgrid(np.linspace(a - 0.7, a + 0.7, 2), np.linspace(b - 0.7, b + 0.7, 2))
    axes.plot_surface(u, v, bowl(a, b) + s[0] * (u - a) + s[1] * (v - b), color="orange", alpha=0.6)
    path = descend(bowl_slope, (1.8, 1.8), 40)
    axes.plot(*path.T, bowl(*path.T), "o-", color="#D55E00", ms=3, label="gd")
    axes.set(xlabel="$x$", ylabel="$y$", zlabel="$f$", zlim=(-4, 20))
    axes.set_title("A tangent plane, and the way down", loc="left")
    axes.legend()
    return figure


def seeds():
    figure, axes = plt.subplots(layout="constrained")
    for name, beta, c in (("gd", 0, OKABE_ITO[0]), ("momentum", 0.9, OKABE_ITO[1])):
        values = []
        for seed in range(30):
            values.append(bowl(*descend(bowl_slope, (2, 1), 40, beta=beta, noise=0.3, random=np.random.default_rng(seed)).T))
        low, middle, high = np.quantile(values, [0.25, 0.5, 0.75], axis=0)
        axes.fill_between(range(41), low, high, color=c, alpha=0.3)
        axes.semilogy(middle, color=c, label=name)
    axes.set(xlabel="step", ylabel="f")
    axes.set_title("f over 30 seeds", loc="left")
    axes.grid(alpha=0.3)
    axes.legend(handles=axes.lines + [Line2D([], [], color="grey", lw=8, alpha=0.4, label="quartiles")])
    return figure


FIGURES = [chosen_levels, shared_axes, basins, escapes, indicator, peak, log_histogram, annotated, tangent_plane, seeds]


def saddles(program, folder):
    """The pictures of the cells, drawn by a kernel."""
    cells = (here / "pairs.saddle").read_text(encoding="utf-8").split("\n%%\n")
    kernel = {"name": "saddle", "display_name": "Saddle", "language": "saddle"}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None, "outputs": [], "source": cell.strip()} for i, cell in enumerate(cells)]}
    path = folder / "pairs.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    subprocess.run([program, "run", str(path), "--pictures", str(folder / "saddle")], check=True, stdout=subprocess.DEVNULL)
    pictures = sorted((folder / "saddle").glob("*.png"))
    assert len(pictures) == len(FIGURES), f"{len(pictures)} pictures for {len(FIGURES)} figures"
    return pictures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saddle", required=True, help="the program")
    parser.add_argument("--folder", required=True, type=pathlib.Path)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for i, (ours, draw) in enumerate(zip(saddles(arguments.saddle, arguments.folder), FIGURES), 1):
        theirs = arguments.folder / f"matplotlib-{i:02}.png"
        figure = draw()
        figure.savefig(theirs, dpi=200)
        plt.close(figure)
        pair, axes = plt.subplots(1, 2, figsize=(13, 5.4), layout="constrained")
        for ax, path, name in zip(axes, (ours, theirs), ("Saddle", "matplotlib")):
            ax.imshow(plt.imread(path), interpolation="lanczos")
            ax.set_title(f"{name}, {path.stat().st_size / 1000:.0f} kB", fontsize=9)
            ax.axis("off")
        pair.savefig(arguments.folder / f"pair-{i:02}.png", dpi=120)
        plt.close(pair)
        print(f"pair-{i:02}.png: {draw.__name__}")


main()
