"""A whole installation of its own for a test: database, tables, one county, web server and jobs."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from minqing.project import embedded, processes, supervisor

ROOT = Path(__file__).resolve().parents[2]
COUNTY = """
from django.core.management import call_command
from minqing.kernel.places import public as places
from tests.cast import make_cast
call_command("migrate", verbosity=0)
places.import_divisions([
    {"code": "51", "name": "四川省"},
    {"code": "5119", "name": "巴中市"},
    {"code": "511921", "name": "通江县"},
])
make_cast()
"""
SIGN_IN = """
from django.conf import settings
from django.test import Client
from minqing.kernel.people.public import Account
client = Client()
client.force_login(Account.objects.get(username="{username}"), settings.AUTHENTICATION_BACKENDS[-1])
print(client.session.session_key)
"""
# Accepted as the double-submit pair without asking for a page first.
CSRF = "x" * 32


@dataclass
class Installation:
    """One installation under test; ``start`` and the kills act on real processes."""

    var: Path
    port: int
    process: "subprocess.Popen[str] | None" = None
    cluster: embedded.Cluster | None = None
    _output: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environ(self) -> dict[str, str]:
        """Return the environment of its commands: its own data directory, the development settings."""
        mine = {"MINQING_VAR": str(self.var), "MINQING_PORT": str(self.port), "PYTHONPATH": str(ROOT)}
        left_out = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "MINQING_SECRET_KEY", "MINQING_KEYS"}
        return {name: text for name, text in os.environ.items() if name not in left_out} | mine

    def run(self, *command: str) -> str:
        """Run one of its commands."""
        done = subprocess.run(
            [sys.executable, "-m", "minqing.project.command", *command],
            env=self.environ(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def prepare(self) -> None:
        """Make its database and its county."""
        self.cluster = embedded.ensure_cluster(self.var)
        self.run("shell", "-c", COUNTY)

    def session_of(self, username: str) -> str:
        """Return the session of somebody signed in."""
        return self.run("shell", "-c", SIGN_IN.format(username=username)).split()[-1]

    def start(self) -> None:
        """Start serving and wait until it answers."""
        with (self.var / "serve.out").open("a", encoding="utf-8") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "minqing.project.command", "serve"],
                env=self.environ(), stdout=output, stderr=subprocess.STDOUT, text=True,
                start_new_session=True,
            )  # fmt: skip
        end = time.monotonic() + 90
        while not supervisor.answers(self.address):
            assert self.process.poll() is None, (self.var / "serve.out").read_text(encoding="utf-8")
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.2)

    def kill_web(self) -> None:
        """Kill the web server and its workers, as a power cut would."""
        for entry in supervisor.noted(self.var):
            if "web" in str(entry["name"]):
                os.killpg(int(entry["pid"]), signal.SIGKILL)

    def kill_database(self) -> None:
        """Kill the database's first process; its others end with it."""
        assert self.cluster is not None
        pid = self.cluster.pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

    def kill_everything(self) -> None:
        """Kill the supervisor, the web server and the jobs at once."""
        for entry in supervisor.noted(self.var):
            pid = int(entry["pid"])
            if entry["name"] == "supervisor":
                os.kill(pid, signal.SIGKILL)
            elif processes.find(pid) is not None:
                os.killpg(pid, signal.SIGKILL)
        if self.process is not None:
            self.process.wait()

    def stop(self) -> None:
        """Stop it in an orderly way."""
        supervisor.stop_running(self.var)
        if self.process is not None:
            self.process.wait(30)
        if self.cluster is not None:
            self.cluster.release()


@dataclass(frozen=True)
class Answer:
    """What came back: the status (0 for none at all), the headers in lower case, the cookies, the text."""

    status: int
    headers: dict[str, str]
    cookies: "SimpleCookie"
    text: str = ""


def run(load: Coroutine[Any, Any, Any]) -> Any:
    """Run to its end and return what it gives, in a thread: a browser's loop may already run in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, load).result()


async def ask(port: int, method: str, path: str, fields: dict[str, str] | None = None) -> Answer:
    """Ask once over a connection of its own; a refused or broken connection is an answer with status 0."""
    body = urlencode({**fields, "csrfmiddlewaretoken": CSRF}).encode() if fields is not None else b""
    headers = {"Cookie": f"csrftoken={CSRF}", "Content-Type": "application/x-www-form-urlencoded"}
    return await _exchange(port, f"{method} {path}", headers, body)


async def call(port: int, path: str, session: str, body: object, key: str = "") -> Answer:
    """Send a body as JSON to the API within a session, with the key that makes a repeat harmless."""
    headers = {
        "Cookie": f"csrftoken={CSRF}; sessionid={session}",
        "X-CSRFToken": CSRF,
        "Content-Type": "application/json",
        **({"Idempotency-Key": key} if key else {}),
    }
    return await _exchange(port, f"POST {path}", headers, json.dumps(body).encode())


async def _exchange(port: int, what: str, headers: dict[str, str], body: bytes) -> Answer:
    lines_out = {**headers, "Host": f"127.0.0.1:{port}", "Connection": "close", "Content-Length": len(body)}
    head = "".join(
        [f"{what} HTTP/1.1\r\n", *(f"{name}: {text}\r\n" for name, text in lines_out.items()), "\r\n"]
    )
    cookies: SimpleCookie = SimpleCookie()
    try:
        reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), 30)
        writer.write(head.encode() + body)
        await writer.drain()
        text = (await asyncio.wait_for(reader.read(), 60)).decode(errors="replace")
        writer.close()
    except (OSError, TimeoutError):
        return Answer(0, {}, cookies)
    top, _gap, content = text.partition("\r\n\r\n")
    lines = top.split("\r\n")
    found = {}
    for line in lines[1:]:
        name, _colon, value = line.partition(":")
        found[name.lower()] = value.strip()
        if name.lower() == "set-cookie":
            cookies.load(value.strip())
    words = lines[0].split()
    return Answer(int(words[1]) if len(words) > 1 else 0, found, cookies, content)
