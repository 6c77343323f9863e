"""Encrypted sockets (CURVE): Jupyter's own client, and libzmq beneath it, against the kernel.

SADDLE names the program."""

import json
import os
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

import zmq
from jupyter_client.manager import KernelManager
from jupyter_client.session import Session
from zmq.utils.monitor import recv_monitor_message

TIMEOUT = 60
PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
HANDSHAKE_ENDS = (
    zmq.EVENT_HANDSHAKE_SUCCEEDED,
    zmq.EVENT_HANDSHAKE_FAILED_NO_DETAIL,
    zmq.EVENT_HANDSHAKE_FAILED_PROTOCOL,
    zmq.EVENT_HANDSHAKE_FAILED_AUTH,
    zmq.EVENT_DISCONNECTED,
)


@unittest.skipUnless(zmq.has("curve"), "pyzmq has no CURVE")
@unittest.skipUnless(hasattr(KernelManager, "transport_encryption"), "this jupyter_client does not encrypt")
class ManagedTests(unittest.TestCase):
    """The manager makes the keys, and refuses a kernel that does not say it can use them."""

    @classmethod
    def setUpClass(cls):
        cls.manager = KernelManager(kernel_name="saddle", transport_encryption="required")
        cls.manager.start_kernel()
        cls.addClassCleanup(cls.manager.shutdown_kernel, now=True)
        cls.client = cls.manager.client()
        cls.client.start_channels()
        cls.addClassCleanup(cls.client.stop_channels)
        cls.client.wait_for_ready(timeout=TIMEOUT)

    def run_cell(self, code, **options):
        """The status of the reply, and what the cell printed and returned."""
        text = []

        def hear(message):
            content = message["content"]
            if message["msg_type"] == "stream":
                text.append(content["text"])
            elif message["msg_type"] == "execute_result":
                text.append(content["data"]["text/plain"])

        reply = self.client.execute_interactive(code, timeout=TIMEOUT, output_hook=hear, **options)
        return reply["content"]["status"], "".join(text)

    def test_the_file_has_keys(self):
        info = json.loads(Path(self.manager.connection_file).read_text())
        self.assertEqual([len(info["curve_publickey"]), len(info["curve_secretkey"])], [40, 40])

    def test_kernel_info_on_shell_and_control(self):
        self.assertEqual(self.client.kernel_info(reply=True, timeout=TIMEOUT)["content"]["implementation"], "saddle")
        request = self.client.session.msg("kernel_info_request")
        self.client.control_channel.send(request)
        reply = self.client.control_channel.get_msg(timeout=TIMEOUT)
        self.assertEqual(reply["parent_header"]["msg_id"], request["header"]["msg_id"])

    def test_execute(self):
        self.assertEqual(self.run_cell("6 * 7"), ("ok", "42"))

    def test_message_of_many_bytes(self):
        line = "x" * 200_000
        self.assertEqual(self.run_cell(f'print("{line}")'), ("ok", line + "\n"))

    def test_ten_thousand_lines(self):
        hundreds = [[str(i) for i in range(first, first + 100)] for first in range(0, 10_000, 100)]
        code = "\n".join('print("' + "\\n".join(lines) + '")' for lines in hundreds)
        self.assertEqual(self.run_cell(code), ("ok", "".join(line + "\n" for lines in hundreds for line in lines)))

    def test_stdin(self):
        def answer(message):
            self.client.input("yes")

        status, text = self.run_cell('print(ask("ready?"))', allow_stdin=True, stdin_hook=answer)
        self.assertEqual((status, text), ("ok", "yes\n"))

    def test_heartbeat(self):
        info = self.manager.get_connection_info()
        with zmq.Context() as context, context.socket(zmq.REQ) as beat:
            beat.linger = 0
            beat.curve_publickey, beat.curve_secretkey = zmq.curve_keypair()  # as jupyter_client does it
            beat.curve_serverkey = self.manager.curve_publickey
            beat.connect(f"tcp://{info['ip']}:{info['hb_port']}")
            for ping in (b"ping", b"pong"):
                beat.send(ping)
                self.assertTrue(beat.poll(TIMEOUT * 1000), "no heartbeat")
                self.assertEqual(beat.recv(), ping)

    def test_restart_keeps_the_keys(self):
        keys = self.manager.curve_publickey
        self.manager.restart_kernel()
        self.client.wait_for_ready(timeout=TIMEOUT)
        self.assertEqual(self.manager.curve_publickey, keys)
        self.assertEqual(self.run_cell("2 + 2"), ("ok", "4"))


@unittest.skipUnless(zmq.has("curve"), "pyzmq has no CURVE")
class SocketTests(unittest.TestCase):
    """Plain sockets of libzmq, which any Jupyter client stands on."""

    def setUp(self):
        self.public, self.secret = zmq.curve_keypair()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.info = {
            "transport": "tcp",
            "ip": "127.0.0.1",
            "key": "a key for tests",
            "signature_scheme": "hmac-sha256",
            "curve_publickey": self.public.decode(),
            "curve_secretkey": self.secret.decode(),
            **free_ports(),
        }
        path = Path(folder.name, "connection.json")
        path.write_text(json.dumps(self.info))
        self.log = tempfile.TemporaryFile()
        self.addCleanup(self.log.close)
        self.kernel = subprocess.Popen([os.environ["SADDLE"], "kernel", path], stdout=self.log, stderr=self.log)
        self.addCleanup(self.end)
        self.context = zmq.Context()
        self.addCleanup(self.context.term)

    def end(self):
        self.kernel.kill()
        self.kernel.wait()

    def connect(self, kind, port, keys=None, server=None):
        client = self.context.socket(kind)
        self.addCleanup(client.close, linger=0)
        if keys:
            client.curve_publickey, client.curve_secretkey = keys
            client.curve_serverkey = server or self.public
        if kind == zmq.SUB:
            client.subscribe(b"")
        client.connect(f"tcp://127.0.0.1:{self.info[port]}")
        return client

    def handshake(self, **options):
        """The first event that says how the handshake of a new client ended."""
        client = self.context.socket(zmq.DEALER)
        monitor = client.get_monitor_socket()
        try:
            for name, value in options.items():
                setattr(client, name, value)
            client.connect(f"tcp://127.0.0.1:{self.info['shell_port']}")
            while True:
                self.assertTrue(monitor.poll(TIMEOUT * 1000), "the handshake does not end")
                event = recv_monitor_message(monitor)["event"]
                if event in HANDSHAKE_ENDS:
                    return event
        finally:
            client.disable_monitor()
            monitor.close(linger=0)
            client.close(linger=0)

    def ask(self, client, msg_type, content):
        session = Session(key=b"a key for tests")
        request = session.send(client, msg_type, content)
        self.assertTrue(client.poll(TIMEOUT * 1000), f"no reply to {msg_type}")
        _, reply = session.recv(client)
        self.assertEqual(reply["parent_header"]["msg_id"], request["header"]["msg_id"])
        return reply["content"]

    def test_requests(self):
        session = Session(key=b"a key for tests")
        heard = self.connect(zmq.SUB, "iopub_port", zmq.curve_keypair())
        self.assertTrue(heard.poll(TIMEOUT * 1000), "no welcome")
        for port in ("control_port", "shell_port"):
            client = self.connect(zmq.DEALER, port, (self.public, self.secret))
            self.assertEqual(self.ask(client, "kernel_info_request", {})["implementation"], "saddle")
        code = "# " + "long " * 50_000 + "\n6 * 7"
        self.assertEqual(self.ask(client, "execute_request", {"code": code})["status"], "ok")
        results = []
        while not results:
            self.assertTrue(heard.poll(TIMEOUT * 1000), "no result")
            _, message = session.recv(heard)
            if message["msg_type"] == "execute_input":
                self.assertEqual(message["content"]["code"], code)
            if message["msg_type"] == "execute_result":
                results.append(message["content"]["data"]["text/plain"])
        self.assertEqual(results, ["42"])

    def test_strangers(self):
        good = self.connect(zmq.DEALER, "shell_port", zmq.curve_keypair())
        self.ask(good, "kernel_info_request", {})
        own = dict(zip(("curve_publickey", "curve_secretkey"), zmq.curve_keypair()))
        another, _ = zmq.curve_keypair()
        self.assertEqual(self.handshake(**own, curve_serverkey=self.public), zmq.EVENT_HANDSHAKE_SUCCEEDED)
        self.assertNotEqual(self.handshake(), zmq.EVENT_HANDSHAKE_SUCCEEDED)
        self.assertNotEqual(self.handshake(**own, curve_serverkey=another), zmq.EVENT_HANDSHAKE_SUCCEEDED)
        self.ask(good, "kernel_info_request", {})
        self.log.seek(0)
        log = self.log.read()
        self.assertNotIn(self.secret, log)
        self.assertNotIn(b"a key for tests", log)


def free_ports():
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in PORTS]
    ports = {name: s.getsockname()[1] for name, s in zip(PORTS, sockets)}
    for s in sockets:
        s.close()
    return ports


if __name__ == "__main__":
    unittest.main()
