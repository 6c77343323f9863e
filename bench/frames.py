"""What a frame costs the kernel, in milliseconds of processor time, while a slider moves, a point is dragged, a surface turned.

The kernel is asked over plain sockets as a page asks it, once each frame has come.
"""

import os
import statistics
import sys

import zmq
from kernels import Kernel

FRAMES, ROUNDS = 60, 5
FUNCTION = "f(x, y) = x^2 - y^2 + 0.1y^4"
RUN = "plot(run(momentum(η = {rate}), f, from = {start}, steps = 30))"


class Page(Kernel):
    """A kernel and the models of the cells that it has run."""

    def ask(self, kind, content):
        """What the kernel says until it is idle: types and contents."""
        identity = self.send(self.shell, kind, content)
        heard = []
        for s, kind, content in self.messages(identity):
            if s is self.iopub:
                heard.append((kind, content))
                if content.get("execution_state") == "idle":
                    return heard

    def run(self, code):
        """The model of each name that a cell opens, the last of each."""
        models = {}
        for kind, content in self.ask("execute_request", {"code": code, "silent": False, "store_history": False}):
            if kind == "error":
                raise RuntimeError(content["evalue"])
            if kind == "comm_open":
                models[content["data"]["state"]["_model_name"]] = content["comm_id"]
        return models

    def say(self, model, **data):
        heard = self.ask("comm_msg", {"comm_id": model, "data": data})
        if not any(kind == "comm_msg" for kind, _ in heard):
            raise RuntimeError("no frame has come")

    def spent(self):
        """Milliseconds of processor time since the start."""
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1e3 / os.sysconf("SC_CLK_TCK")

    def each(self, frame):
        """What a frame costs, the first ones aside."""
        for k in range(10):
            frame(k)
        before = self.spent()
        for k in range(FRAMES):
            frame(k)
        return (self.spent() - before) / FRAMES


def slider(page):
    models = page.run("interact(η = 0.01..0.5)\n" + RUN.format(rate="η", start="[0.5, 0.1]"))
    page.say(models["AnyModel"], method="update", state={"ready": True})
    return page.each(lambda k: page.say(models["FloatSliderModel"], method="update", state={"value": 0.1 + 0.0005 * (k % 37)}))


def point(page):
    scene = page.run("interact(p = point(0.5, 0.1))\n" + RUN.format(rate="0.1", start="p"))["AnyModel"]
    page.say(scene, method="update", state={"ready": True})
    return page.each(lambda k: page.say(scene, method="custom", content={"at": [[0.5 + 0.005 * (k % 37), 0.1]], "moving": True, "asked": k + 1}))


def surface(page):
    scene = page.run("interact()\nsurface(f)")["AnyModel"]
    page.say(scene, method="update", state={"ready": True})
    return page.each(lambda k: page.say(scene, method="custom", content={"turn": [0, 0, 30 + 2 * (k % 37), 30], "moving": True, "asked": k + 1}))


def measured(context):
    """One round, each with a kernel of its own."""
    for kind in (slider, point, surface):
        page = Page([sys.argv[1], "kernel", "--no-history", "{connection_file}"], "message", context)
        try:
            page.info()
            page.subscribed()
            page.run(FUNCTION)
            yield kind(page)
        finally:
            page.close()


def main():
    context = zmq.Context()
    rounds = [list(measured(context)) for _ in range(ROUNDS)]
    print(f"\na frame, in ms of processor time; medians of {ROUNDS} rounds of {FRAMES} frames\n")
    for (words, most), seen in zip((("a slider moves", 10), ("a point is dragged", 10), ("a surface turns", 40)), zip(*rounds)):
        took = statistics.median(seen)
        print(f"{words:40} {took:5.1f} (at most {most}) {'' if took <= most else 'MISSED'}")


if __name__ == "__main__":
    main()
