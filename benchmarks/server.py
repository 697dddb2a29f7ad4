"""The system under test: a data directory of its own, the real server started as in the demo, and its memory."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
COMMAND: Final = str(Path(sys.executable).with_name("minqing"))


def environment(var: Path, port: int = 0) -> dict[str, str]:
    """Return the environment in which every part works on this data directory."""
    return os.environ | {
        "MINQING_VAR": str(var),
        "MINQING_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "minqing.project.settings.dev",
        "PYTHONPATH": str(ROOT),
    }


def minqing(var: Path, *arguments: str) -> str:
    """Run one command of the project to its end and return what it printed."""
    done = subprocess.run(
        [COMMAND, *arguments], env=environment(var), cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


def python(var: Path, module: str, *arguments: str) -> str:
    """Run one module of the benchmarks on this data directory and return the last line it printed."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment(var),
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{module} failed:\n{done.stderr[-3000:]}")
    return done.stdout.strip().splitlines()[-1]


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port and the process that supervises it."""

    port: int
    pid: int
    var: Path

    def memory_mb(self) -> float:
        """Return the memory of all its processes together, shared pages counted once, in MiB."""
        return sum(_proportional(pid) for pid in _family(self.pid, self.var)) / 1024


def _family(pid: int, var: Path) -> list[int]:
    """Return the process, the database server of its data directory, and all their descendants."""
    parents: dict[int, list[int]] = {}
    data = str(var.resolve() / "database").encode()
    roots = [pid]
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                stat = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                parents.setdefault(int(stat[1]), []).append(int(entry.name))
                if data in (entry / "cmdline").read_bytes().split(b"\0"):
                    roots.append(int(entry.name))
    found: set[int] = set()
    while roots:
        one = roots.pop()
        if one not in found:
            found.add(one)
            roots += parents.get(one, [])
    return sorted(found)


def _proportional(pid: int) -> float:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return float(line.split()[1])
    return 0.0


@contextlib.contextmanager
def serving(var: Path) -> Iterator[Server]:
    """Start the real server on this data directory, wait until it answers, and end it by its process id."""
    port = free_port()
    log = (var / "bench-server.log").open("wb")
    process = subprocess.Popen(
        [COMMAND, "serve"], env=environment(var, port), cwd=ROOT, stdout=log, stderr=log
    )
    try:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, http.client.HTTPException):
                line = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
                line.request("GET", "/health")
                if line.getresponse().status == 200:
                    break
            if process.poll() is not None:
                raise SystemExit((var / "bench-server.log").read_text()[-3000:])
            time.sleep(0.2)
        yield Server(port, process.pid, var)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()
