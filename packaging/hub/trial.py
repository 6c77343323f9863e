"""A class on a real JupyterHub: every user's server is started, its kernel runs lesson 1 over the hub's proxy, and what it took is
told; then kernels and servers that nobody uses must end.

    python packaging/hub/trial.py [--users N] [--kernel saddle] [--at-once 3]

All of it listens on this machine alone. Ends with 1 when a cell failed or something did not end.
"""

import argparse
import asyncio
import contextlib
import json
import os
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

from tornado.httpclient import AsyncHTTPClient, HTTPError, HTTPRequest
from tornado.websocket import websocket_connect

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LESSON = ROOT / "lessons" / "en" / "01-critical-points.ipynb"
PROXY = ROOT / "build" / "hub" / "node_modules" / ".bin" / "configurable-http-proxy"
IDLE = 20  # seconds after which a server that nobody uses is ended, once all have been measured


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--users", type=int, default=50)
    arguments.add_argument("--kernel", default="saddle", help="saddle, or python3: ipykernel, with cells of about the same length")
    arguments.add_argument("--at-once", type=int, default=3)
    chosen = arguments.parse_args()
    AsyncHTTPClient.configure(None, max_clients=200, defaults={"request_timeout": 600})
    folder = Path(tempfile.mkdtemp(prefix="hub-"))
    hub = Hub(folder, kernel_idle=20 + 10 * chosen.users)  # so that all of them can be measured at once
    try:
        sys.exit(asyncio.run(trial(hub, chosen)))
    finally:
        hub.end()
        shutil.rmtree(folder, ignore_errors=True)


class Hub:
    """A hub in a folder of its own, and what is asked of it."""

    def __init__(self, folder, kernel_idle):
        proxy, api, hub = (free_port() for _ in range(3))
        self.address, self.token = f"http://127.0.0.1:{proxy}", secrets.token_hex(16)
        self.log = folder / "hub.log"
        self.process = subprocess.Popen(
            [Path(sys.executable).with_name("jupyterhub"), "-f", HERE / "jupyterhub_config.py"],
            cwd=folder, stdout=self.log.open("w"), stderr=subprocess.STDOUT, start_new_session=True,
            env={
                **os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HUB_ADDRESS": self.address, "HUB_PORT": str(hub),
                "HUB_PROXY_API": f"http://127.0.0.1:{api}", "HUB_PROXY": str(PROXY), "HUB_TOKEN": self.token, "HUB_KERNEL_IDLE": str(kernel_idle),
            },
        )  # fmt: skip

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(300)  # it ends its servers
        except subprocess.TimeoutExpired:
            self.process.kill()

    @contextlib.asynccontextmanager
    async def cull(self):
        """JupyterHub's own service that ends servers nobody uses, while it is needed."""
        culling = asyncio.create_task(self.keep_culling())
        try:
            yield
        finally:
            culling.cancel()
            await asyncio.gather(culling, return_exceptions=True)

    async def keep_culling(self):
        """Starts that service, and again where it ends, as a hub does with the services that it starts itself."""
        command = [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={IDLE}", "--cull-every=5", f"--url={self.address}/hub/api"]
        with self.log.with_name("cull.log").open("w") as log:
            while True:
                culler = await asyncio.create_subprocess_exec(*command, env={**os.environ, "JUPYTERHUB_API_TOKEN": self.token}, stdout=log, stderr=log)
                try:
                    await culler.wait()
                finally:
                    if culler.returncode is None:
                        culler.terminate()
                        await culler.wait()
                said = self.log.with_name("cull.log").read_text().splitlines()[-3:]
                print(f"  the service that ends servers ended with {culler.returncode}, and begins again:", *said, sep="\n    ", flush=True)
                await asyncio.sleep(5)

    async def ask(self, path, method="GET", body=None):
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        text = None if method in ("GET", "DELETE") else json.dumps(body or {})
        answer = await AsyncHTTPClient().fetch(HTTPRequest(self.address + path, method, headers, text, follow_redirects=True))
        return json.loads(answer.body) if answer.body else None

    async def up(self):
        for _ in range(300):
            if self.process.poll() is not None:
                raise SystemExit("the hub has ended:\n" + self.log.read_text())
            try:
                return await self.ask("/hub/api/")
            except (HTTPError, OSError):
                await asyncio.sleep(1)
        raise SystemExit("the hub does not answer:\n" + self.log.read_text())


async def trial(hub, chosen):
    await hub.up()
    cells = cells_of(chosen.kernel)
    turns = asyncio.Semaphore(chosen.at_once)
    began = time.monotonic()

    async def in_turn(name):
        async with turns:
            return await student(hub, name, chosen.kernel, cells)

    done = await asyncio.gather(*(in_turn(f"student{n:02}") for n in range(chosen.users)))
    took = time.monotonic() - began
    kernels, servers = memory(chosen.kernel)
    print(f"{chosen.users} users, {len(cells)} cells of {chosen.kernel} each, {chosen.at_once} at a time: {took:.0f} s, load {os.getloadavg()[0]:.0f}")
    for one in done:
        one["socket"].close()  # a kernel that a page is connected to stays
    for what in ("spawn", "first answer", "lesson"):
        values = [one[what] for one in done]
        print(f"  {what}: {min(values):.2f} / {statistics.median(values):.2f} / {max(values):.2f} s (least, median, most)")
    failed = sum(one["failed"] for one in done)
    print(f"  cells that failed: {failed}")
    for what, sizes in (("kernel", kernels), ("server", servers)):
        print(f"  {len(sizes)} {what} processes, RSS / PSS / USS each: " + " / ".join(f"{statistics.median(size) / 1024:.1f}" for size in zip(*sizes)) + " MB (medians)")
    ended = await gone(lambda: len(memory(chosen.kernel)[0]), 120 + 20 * chosen.users)
    print(f"  idle kernels ended: {ended}")
    async with hub.cull():
        stopped = await gone(lambda: len(memory(chosen.kernel)[1]), 300 + 20 * chosen.users)
    print(f"  idle servers ended: {stopped}")
    whole = len(kernels) == len(servers) == chosen.users
    return 0 if failed == 0 and whole and ended and stopped else 1


async def student(hub, name, kernel, cells):
    """Starts a user's server and a kernel in it, and runs the cells over the proxy."""
    began = time.monotonic()
    await hub.ask(f"/hub/api/users/{name}", "POST")
    await hub.ask(f"/hub/api/users/{name}/server", "POST")
    while not (await hub.ask(f"/hub/api/users/{name}"))["servers"].get("", {}).get("ready"):
        await asyncio.sleep(0.3)
    took = {"spawn": time.monotonic() - began, "failed": 0}
    began = time.monotonic()
    made = await hub.ask(f"/user/{name}/api/kernels", "POST", {"name": kernel})
    channels = hub.address.replace("http", "ws", 1) + f"/user/{name}/api/kernels/{made['id']}/channels"
    socket_ = await websocket_connect(HTTPRequest(channels, headers={"Authorization": f"token {hub.token}"}), max_message_size=2**28)
    for number, cell in enumerate(cells):
        took["failed"] += not await execute(socket_, cell)
        if number == 0:
            took["first answer"] = time.monotonic() - began
            began = time.monotonic()
    took["lesson"] = time.monotonic() - began
    return took | {"socket": socket_}


async def execute(socket_, cell):
    """Runs a cell; whether it did what it was to do."""
    source, may_fail = cell
    asked = uuid.uuid4().hex
    content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": False}
    header = {"msg_id": asked, "msg_type": "execute_request", "username": "", "session": "trial", "version": "5.3", "date": ""}
    await socket_.write_message(json.dumps({"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}))
    while True:
        text = await socket_.read_message()
        if text is None:
            return False
        if isinstance(text, bytes):
            continue  # a picture of a widget
        said = json.loads(text)
        if said["msg_type"] == "execute_reply" and said["parent_header"].get("msg_id") == asked:
            return said["content"]["status"] == "ok" or may_fail


def cells_of(kernel):
    """(source, whether it may fail) of each cell."""
    book = json.loads(LESSON.read_text(encoding="utf-8"))
    cells = [("".join(cell["source"]), "raises-exception" in cell["metadata"].get("tags", [])) for cell in book["cells"] if cell["cell_type"] == "code"]
    if kernel == "saddle":
        return cells
    return [(f"sum(i * i for i in range({k}))", False) for k in range(len(cells))]


def memory(kernel):
    """(RSS, PSS, USS) in kB of the kernels and of the servers of this environment."""
    kernels, servers = [], []
    for process in Path("/proc").iterdir():
        try:
            command = (process / "cmdline").read_bytes().decode().replace("\0", " ")
            if sys.prefix not in command and not os.readlink(process / "exe").startswith(sys.prefix):
                continue
            held = dict(line.split(":") for line in (process / "smaps_rollup").read_text().splitlines()[1:])
        except (OSError, ValueError):
            continue
        kilobytes = lambda key: int(held[key].split()[0])
        sizes = (kilobytes("Rss"), kilobytes("Pss"), kilobytes("Private_Clean") + kilobytes("Private_Dirty"))
        if "jupyterhub-singleuser" in command:
            servers.append(sizes)
        elif (" kernel " in command if kernel == "saddle" else "ipykernel_launcher" in command):
            kernels.append(sizes)
    return kernels, servers


async def gone(count, patience):
    """Waits until there are none."""
    end = time.monotonic() + patience
    while count() and time.monotonic() < end:
        await asyncio.sleep(1)
    return count() == 0


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


if __name__ == "__main__":
    main()
