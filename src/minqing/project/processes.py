"""Processes of this machine: who runs, in which group, since when; and how to end them by their numbers.

A number alone is not enough: numbers are given out again. A process is known by its number *and* its start.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Process:
    """One running process; ``started`` is an opaque mark that two runs of one number never share."""

    pid: int
    group: int
    started: str
    command: str


def running() -> dict[int, Process]:
    """Return every running process by its number; processes that only wait to be reaped are left out."""
    return _from_proc() if sys.platform == "linux" else _from_ps()


def find(pid: int) -> Process | None:
    """Return one process, or None when it does not run."""
    if sys.platform == "linux":
        return _read_proc(Path(f"/proc/{pid}"))
    return running().get(pid)


def end(groups: Iterable[int], *, patience: float = 15.0) -> None:
    """End whole process groups: ask first, and after ``patience`` seconds do not ask any more."""
    left = set(groups)
    for group in left:
        _send(group, signal.SIGTERM)
    until = time.monotonic() + patience
    while left and time.monotonic() < until:
        there = {process.group for process in running().values()}
        left &= there
        if left:
            time.sleep(0.1)
    for group in left:
        _send(group, signal.SIGKILL)


def _send(group: int, what: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, what)


def _from_proc() -> dict[int, Process]:
    found = (_read_proc(path) for path in Path("/proc").iterdir() if path.name.isdigit())
    return {process.pid: process for process in found if process is not None}


def _read_proc(path: Path) -> Process | None:
    try:
        # The name in brackets may itself hold blanks and brackets; the fields follow the last one.
        fields = (path / "stat").read_text(errors="replace").rpartition(")")[2].split()
        command = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return None
    if fields[0] == "Z":
        return None
    return Process(pid=int(path.name), group=int(fields[2]), started=fields[19], command=command)


def _from_ps() -> dict[int, Process]:
    shown = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,pgid=,stat=,lstart=,command="],  # noqa: S607 - its place differs
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LC_ALL": "C"},
    ).stdout
    table = {}
    for line in shown.splitlines():
        pid, group, state, week, month, day, hour, year, *command = line.split(None, 8)
        if not state.startswith("Z"):
            started = f"{week} {month} {day} {hour} {year}"
            table[int(pid)] = Process(int(pid), int(group), started, " ".join(command))
    return table
