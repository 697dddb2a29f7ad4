"""One process that starts the web server and the jobs, keeps them running, and ends them when it ends.

What it started is written down (``var/serve.json``: number and start of each process), so that the next run
can clear away what a killed one left behind. Only processes written down there, and proved to be the same
ones, are ever ended.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from minqing.project import processes

# A child that dies again and again is started ever less often, so that its faults can still be read.
LONGEST_PAUSE = 30.0
START_SECONDS = 60.0
BEHIND = 10
# Questions unanswered in a row before a server that still runs is taken for hung.
HEALTH_FAILURES = 6
HEALTH_EVERY = 5.0


class Busy(RuntimeError):  # noqa: N818 - said to the user with its cure
    """Something is in the way of starting; the text names it and its cure."""


@dataclass
class Child:
    """One program to be kept running."""

    name: str
    command: Sequence[str]
    environ: dict[str, str]
    log: Path
    gives_way: bool = False
    process: "subprocess.Popen[bytes] | None" = None
    deaths: int = 0
    started_at: float = 0.0
    not_before: float = 0.0

    def start(self) -> None:
        """Start it in a group of its own, where the terminal's Ctrl-C does not reach it."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603 - our own programs
                self.command,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        if self.gives_way:
            # Work nobody waits for gets the time that people at their pages leave it.
            os.setpriority(os.PRIO_PROCESS, self.process.pid, BEHIND)
        self.started_at = time.monotonic()

    def died(self) -> bool:
        """Tell whether it ran and does not any more."""
        return self.process is not None and self.process.poll() is not None


@dataclass
class Supervisor:
    """Keeps the children of one data directory running until it is told to stop."""

    var: Path
    children: Sequence[Child]
    address: str
    say: Callable[[str], None]
    revive_database: Callable[[], None] | None = None
    _stop: bool = False
    _failures: int = 0
    _asked: float = field(default=0.0)

    @property
    def notes(self) -> Path:
        """The file that says what was started."""
        return self.var / "serve.json"

    def run(self, ready: str) -> None:
        """Start everything, say ``ready`` when the server answers, and keep it so until a signal comes."""
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, self._on_signal)
        try:
            for child in self.children:
                child.start()
            self._write()
            self._await_health()
            if not self._stop:
                self.say(ready)
            while not self._stop:
                time.sleep(0.2)
                self._look_after()
        finally:
            for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(each, signal.SIG_IGN)
            self.say("\n正在停止 · stopping …")
            processes.end(child.process.pid for child in self.children if child.process is not None)
            for child in self.children:
                if child.process is not None:
                    child.process.wait()
            self.notes.unlink(missing_ok=True)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stop = True

    def _write(self) -> None:
        """Write down what runs, this process included; the file is whole at any moment."""
        entries = []
        for name, pid in [("supervisor", os.getpid())] + [
            (child.name, child.process.pid) for child in self.children if child.process is not None
        ]:
            process = processes.find(pid)
            if process is not None:
                entries.append({"name": name, "pid": pid, "started": process.started})
        half = self.notes.with_suffix(".half")
        half.write_text(json.dumps(entries), encoding="utf-8")
        half.replace(self.notes)

    def _await_health(self) -> None:
        """Wait until the server answers, with a sign of life; a child that cannot start is named."""
        begun = said = time.monotonic()
        while not self._stop and not answers(self.address):
            for child in self.children:
                if child.died():
                    raise Busy(f"{child.name} 没有启动 did not start:\n{tail(child.log)}")
            now = time.monotonic()
            if now - begun > START_SECONDS:
                raise Busy(f"服务 {START_SECONDS:.0f} 秒内没有应答 · no answer, see {self.children[0].log}")
            if now - said > 2:  # noqa: PLR2004 - longer than two seconds needs a sign of life
                self.say(f"  … 启动服务 starting {now - begun:.0f} s")
                said = now
            time.sleep(0.1)

    def _look_after(self) -> None:
        """Start again what died, and what hangs; ever later when it keeps dying."""
        now = time.monotonic()
        for child in self.children:
            if child.died() and child.process is not None:
                processes.end([child.process.pid], patience=2.0)  # servants it may have left behind
                child.deaths = 0 if now - child.started_at > 2 * LONGEST_PAUSE else child.deaths + 1
                pause = min(LONGEST_PAUSE, 0.5 * 2**child.deaths)
                self.say(f"! {child.name} 意外结束 ended，{pause:.0f} 秒后重启 restarting")
                child.process = None
                child.not_before = now + pause
            if child.process is None and now >= child.not_before:
                child.start()
                self._write()
        if now - self._asked > HEALTH_EVERY:
            self._asked = now
            self._check_health()

    def _check_health(self) -> None:
        """See to a database that is gone and a server that hangs."""
        status = health(self.address)
        if status == 503:  # noqa: PLR2004 - it is well, but without its database
            self._revive()
        self._failures = 0 if status is not None else self._failures + 1
        if self._failures >= HEALTH_FAILURES:
            self._failures = 0
            webs = [child.process for child in self.children if "web" in child.name]
            processes.end([web.pid for web in webs if web is not None], patience=5.0)

    def _revive(self) -> None:
        if self.revive_database is None:
            return
        try:
            self.revive_database()
        except RuntimeError as reason:
            self.say(f"! {reason}")


def clear_away(var: Path) -> list[str]:
    """End what an earlier run of this data directory left behind; return the names.

    Raises:
        Busy: the earlier run is alive and well.
    """
    entries = noted(var)
    if any(entry["name"] == "supervisor" for entry in entries if _same(entry)):
        raise Busy("已经在运行 · already running; 停止 stop it with: make stop")
    groups = [int(entry["pid"]) for entry in entries if entry["name"] != "supervisor" and _left_behind(entry)]
    processes.end(groups, patience=5.0)
    (var / "serve.json").unlink(missing_ok=True)
    return [str(entry["name"]) for entry in entries if int(entry["pid"]) in groups]


def stop_running(var: Path) -> bool:
    """Stop the run of this data directory, whether its supervisor lives or not; False when nothing ran."""
    for entry in noted(var):
        if entry["name"] == "supervisor" and _same(entry):
            os.kill(int(entry["pid"]), signal.SIGTERM)
            while _same(entry):
                time.sleep(0.1)
            return True
    return bool(clear_away(var))


def noted(var: Path) -> list[dict[str, str | int]]:
    """Return what the last run wrote down: name, number and start of each process."""
    try:
        entries: list[dict[str, str | int]] = json.loads((var / "serve.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return entries


def _same(entry: dict[str, str | int]) -> bool:
    process = processes.find(int(entry["pid"]))
    return process is not None and process.started == entry["started"]


def _left_behind(entry: dict[str, str | int]) -> bool:
    """Tell whether the child, or after its own death its group, is still there and is ours."""
    if _same(entry):
        return True
    group = int(entry["pid"])
    if processes.find(group) is not None:
        return False  # the number was given to somebody else
    members = [each for each in processes.running().values() if each.group == group]
    return bool(members) and all(sys.prefix in each.command for each in members)


def port_is_free(host: str, port: int) -> bool:
    """Tell whether a server could listen there now."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(address: str) -> bool:
    """Tell whether the server says that it and its database are well."""
    return health(address) == 200  # noqa: PLR2004 - well


def health(address: str) -> int | None:
    """Return what the server says of itself: 200 well, 503 without its database, None for silence."""
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5) as answer:  # noqa: S310 - our own address
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError:
        return None


def tail(log: Path, letters: int = 3000) -> str:
    """Return the end of a log."""
    return log.read_text(encoding="utf-8", errors="replace")[-letters:].strip() if log.exists() else ""
