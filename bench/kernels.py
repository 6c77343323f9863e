"""Saddle beside the floor (a kernel without a language) and ipykernel, in one run.

Every round starts each kernel once, in turn, and asks it the same things over plain sockets; the medians over all
rounds are compared. On a shared machine the times swing by two, their ratios much less.
"""

import argparse
import datetime
import hashlib
import hmac
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

import zmq

LINES = 10_000
WARM = 200
STATEMENTS = "\n".join(f'print("line", {k})' for k in range(LINES))  # the same cell for both languages
SADDLE = {
    "expression": "1 + 1",
    # The language has no loop that prints: a hundred statements print a hundred lines each.
    "print": "\n".join(
        'print("' + "\\n".join(f"line {k}" for k in range(first, first + 100)) + '")' for first in range(0, LINES, 100)
    ),
    "plot": "plot((x, y) -> x^2 - y^2, x = -2..2, y = -2..2)",
    "loop": "sum(sum(sin(j k) for k in 1..1000000) for j in 1..1000000)",
    "statements": STATEMENTS,
}
FLOOR = {"expression": "1 + 1", "print": f"print {LINES}", "plot": "plot", "loop": "loop", "statements": f"print {LINES}"}
IPYKERNEL = {
    "expression": "1 + 1",
    "print": f"for k in range({LINES}): print('line', k)",
    "plot": "\n".join(
        [
            "%matplotlib inline",
            "import numpy as np, matplotlib.pyplot as plt",
            "x, y = np.meshgrid(np.linspace(-2, 2, 200), np.linspace(-2, 2, 200))",
            "plt.contour(x, y, x**2 - y**2, 12); plt.colorbar(); plt.show()",
        ]
    ),
    "loop": "while True: pass",
    "statements": STATEMENTS,
}

# What was promised: a measurement of Saddle, at most so many times that of another.
TARGETS = [
    ("cold start until kernel_info", "cold", "floor", 1.5),
    ("warm execute until idle", "warm", "floor", 1.05),
    (f"{LINES} printed lines until idle", "print", "ipykernel", 0.3),
    (f"{LINES} statements that print a line", "statements", "ipykernel", 1.0),
    ("memory (PSS) after start", "memory", "ipykernel", 0.3),
    ("memory (PSS) after a plot", "memory after plot", "ipykernel", 0.2),
]
DELIMITER = b"<IDS|MSG>"


class Kernel:
    """A kernel process and the sockets of one client."""

    def __init__(self, argv, interrupt, context):
        self.interrupt_by, self.session, self.key = interrupt, uuid.uuid4().hex, uuid.uuid4().hex
        names = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"]
        ports = dict(zip(names, free_ports(len(names))))
        connection = ports | {"ip": "127.0.0.1", "transport": "tcp", "key": self.key, "signature_scheme": "hmac-sha256"}
        handle, self.file = tempfile.mkstemp(suffix=".json")
        os.write(handle, json.dumps(connection).encode())
        os.close(handle)
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [a.replace("{connection_file}", self.file) for a in argv],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )
        self.shell = self.connect(context, zmq.DEALER, ports["shell_port"])
        self.control = self.connect(context, zmq.DEALER, ports["control_port"])
        self.iopub = self.connect(context, zmq.SUB, ports["iopub_port"])
        self.poller = zmq.Poller()
        self.poller.register(self.shell, zmq.POLLIN)
        self.poller.register(self.iopub, zmq.POLLIN)

    def connect(self, context, kind, port):
        s = context.socket(kind)
        s.linger = 0
        s.setsockopt(zmq.RECONNECT_IVL, 1)
        s.setsockopt(zmq.RCVHWM, 0)
        if kind == zmq.SUB:
            s.setsockopt(zmq.SUBSCRIBE, b"")
        s.connect(f"tcp://127.0.0.1:{port}")
        return s

    def send(self, to, kind, content):
        header = {
            "msg_id": uuid.uuid4().hex, "username": "bench", "session": self.session, "msg_type": kind,
            "version": "5.3", "date": datetime.datetime.now(datetime.timezone.utc).isoformat(),
        }
        parts = [json.dumps(header).encode(), b"{}", b"{}", json.dumps(content).encode()]
        mac = hmac.new(self.key.encode(), b"".join(parts), hashlib.sha256).hexdigest().encode()
        to.send_multipart([DELIMITER, mac] + parts)
        return header["msg_id"]

    def messages(self, identity, limit=60):
        """Yield (socket, type, content) of what answers a request."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            for s, _ in self.poller.poll(100):
                frames = s.recv_multipart()
                at = frames.index(DELIMITER) + 2
                if json.loads(frames[at + 1]).get("msg_id") == identity:
                    yield s, json.loads(frames[at])["msg_type"], json.loads(frames[at + 3])
            if self.process.poll() is not None:
                raise RuntimeError("the kernel has ended")
        raise TimeoutError("no answer")

    def info(self):
        """Seconds from the start of the process to the first answer."""
        identity = self.send(self.shell, "kernel_info_request", {})
        for s, _, _ in self.messages(identity):
            if s is self.shell:
                return time.perf_counter() - self.started

    def subscribed(self):
        """Wait until iopub is heard."""
        while True:
            identity = self.send(self.shell, "kernel_info_request", {})
            try:
                for s, kind, _ in self.messages(identity, 0.5):
                    if s is self.iopub and kind == "status":
                        return
            except TimeoutError:
                pass

    def execute(self, code):
        """Seconds until the cell is idle and replied to, and its lines and pictures."""
        begun = time.perf_counter()
        identity = self.send(self.shell, "execute_request", {
            "code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True,
        })
        replied = idle = False
        lines = pictures = 0
        for s, kind, content in self.messages(identity):
            if kind == "stream":
                lines += content["text"].count("\n")
            pictures += "image/png" in content.get("data", {})
            idle = idle or kind == "status" and content["execution_state"] == "idle"
            replied = replied or s is self.shell
            if kind == "execute_reply" and content["status"] != "ok":
                raise RuntimeError(content.get("evalue"))
            if idle and replied:
                return time.perf_counter() - begun, lines, pictures

    def interrupted(self, code):
        """Seconds from an interrupt to the end of an endless cell."""
        identity = self.send(self.shell, "execute_request", {"code": code, "silent": False, "store_history": False})
        time.sleep(0.3)
        begun = time.perf_counter()
        if self.interrupt_by == "message":
            self.send(self.control, "interrupt_request", {})
        else:
            self.process.send_signal(signal.SIGINT)
        for s, _, content in self.messages(identity):
            if s is self.iopub and content.get("execution_state") == "idle":
                return time.perf_counter() - begun

    def memory(self):
        """Proportional set size of the process and its children, in MB."""
        pages, waiting = 0, [self.process.pid]
        while waiting:
            process = waiting.pop()
            for thread in os.listdir(f"/proc/{process}/task"):
                waiting += map(int, open(f"/proc/{process}/task/{thread}/children").read().split())
            pages += sum(int(l.split()[1]) for l in open(f"/proc/{process}/smaps_rollup") if l.startswith("Pss:"))
        return pages / 1024

    def shutdown(self):
        """Seconds from the request to the end of the process."""
        begun = time.perf_counter()
        self.send(self.control, "shutdown_request", {"restart": False})
        self.process.wait(10)
        return time.perf_counter() - begun

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for s in (self.shell, self.control, self.iopub):
            s.close()
        os.unlink(self.file)


def free_ports(n):
    sockets = [socket.socket() for _ in range(n)]
    for s in sockets:
        s.bind(("127.0.0.1", 0))
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


def measure(argv, interrupt, cells, context):
    """One round of one kernel: name of the measurement → value, times in ms, memory in MB."""
    kernel = Kernel(argv, interrupt, context)
    try:
        seen = {"cold": kernel.info() * 1e3}
        kernel.subscribed()
        kernel.execute(cells["expression"])
        time.sleep(0.3)
        seen["memory"] = kernel.memory()
        seen["warm"] = statistics.median(kernel.execute(cells["expression"])[0] for _ in range(WARM)) * 1e3
        took, lines, _ = kernel.execute(cells["print"])
        seen["print"], seen["lines lost"] = took * 1e3, LINES - lines
        seen["statements"] = kernel.execute(cells["statements"])[0] * 1e3
        took, _, pictures = kernel.execute(cells["plot"])
        seen["first plot"] = took * 1e3
        seen["plot"] = statistics.median(kernel.execute(cells["plot"])[0] for _ in range(5)) * 1e3
        assert pictures == 1, f"{pictures} pictures"
        time.sleep(0.3)
        seen["memory after plot"] = kernel.memory()
        seen["interrupt"] = kernel.interrupted(cells["loop"]) * 1e3
        seen["shutdown"] = kernel.shutdown() * 1e3
        return seen
    finally:
        kernel.close()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--saddle", required=True)
    options.add_argument("--floor", required=True)
    asked = options.parse_args()
    kernels = {
        "saddle": ([asked.saddle, "kernel", "--no-history", "{connection_file}"], "message", SADDLE),
        "floor": ([asked.floor, "{connection_file}"], "message", FLOOR),
        "ipykernel": ([sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], "signal", IPYKERNEL),
    }
    context = zmq.Context()
    rounds = {name: [] for name in kernels}
    for turn in range(asked.rounds + 1):
        for name, kernel in kernels.items():
            seen = measure(*kernel, context)
            if turn > 0:  # the first round warms the disk
                rounds[name].append(seen)
    report({name: {k: statistics.median(r[k] for r in seen) for k in seen[0]} for name, seen in rounds.items()}, asked.rounds)


def report(median, rounds):
    print(f"medians of {rounds} rounds; times in ms, memory in MB; load {open('/proc/loadavg').read().split()[0]}\n")
    print(f"{'':20}" + "".join(f"{name:>12}" for name in median))
    for row in median["saddle"]:
        print(f"{row:20}" + "".join(f"{median[name][row]:12.2f}" for name in median))
    print()
    for words, row, other, most in TARGETS:
        ratio = median["saddle"][row] / median[other][row]
        print(f"{words:40} {ratio:5.2f} × {other:10} (at most {most}) {'' if ratio <= most else 'MISSED'}")


if __name__ == "__main__":
    main()
