"""Displays of a hall as browsers are: one open stream each, asking again with the last event seen."""

import asyncio
import contextlib
import json
import subprocess
import sys
import time
from bisect import bisect
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO


@dataclass
class Stream:
    """The stream of one display, written down as it comes."""

    index: int
    out: BinaryIO
    last: str = ""

    async def watch(self, port: int, hall: str) -> None:
        """Stay connected, as EventSource does: ask again a moment after the stream is gone."""
        while True:
            try:
                await self._stream(port, hall)
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                await asyncio.sleep(0.25)

    async def _stream(self, port: int, hall: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            known = f"Last-Event-ID: {self.last}\r\n" if self.last else ""
            writer.write(f"GET /live/{hall} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{known}\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            if b" 200 " not in head.split(b"\r\n", 1)[0]:
                raise ConnectionError(head[:40].decode("latin-1"))
            self._write("opened", {})
            text = b""
            while True:
                size = int(await reader.readuntil(b"\r\n"), 16)
                if size == 0:
                    raise ConnectionError("the stream ended")
                text += (await reader.readexactly(size + 2))[:-2]
                *whole, text = text.split(b"\n\n")
                for each in whole:
                    self._told(each.decode())
        finally:
            writer.close()

    def _told(self, event: str) -> None:
        parts = dict(line.split(": ", 1) for line in event.split("\n") if ": " in line)
        self.last = parts.get("id", self.last)
        if "event" in parts:
            self._write(parts["event"], json.loads(parts["data"]))

    def _write(self, name: str, data: dict[str, Any]) -> None:
        # The clock of the machine, the same in every process.
        line = json.dumps([self.index, time.monotonic(), name, data], ensure_ascii=False)
        self.out.write(line.encode() + b"\n")


@dataclass
class Display:
    """One display: what it has been told, and when."""

    changes: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    boards: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    opened: int = 0

    def take(self, at: float, name: str, data: dict[str, Any]) -> None:
        """Note one thing it was told."""
        match name:
            case "change":
                self.changes.append((at, data))
            case "board":
                self.boards.append((at, data))
            case "opened":
                self.opened += 1

    def seconds(
        self, started: dict[tuple[str, str], list[float]], down: list[tuple[float, float]]
    ) -> tuple[list[float], list[float]]:
        """Return, for each call told, seconds from the click to the change, and to the board that shows it."""
        seen = {change["revision"]: (at, change) for at, change in self.changes}
        boards = [(at, board["revision"]) for at, board in self.boards]
        told, shown, used = [], [], set()
        for revision, (at, change) in sorted(seen.items()):
            starts = started.get((change["kind"], change.get("number", "")), [])
            # The click it came from: the last one of this number before; a display away meanwhile missed some.
            which = bisect(starts, at) - 1
            # A call whose answer was lost has no click of its own here.
            if which < 0 or starts[which] in used:
                continue
            used.add(starts[which])
            if any(begin <= starts[which] <= end for begin, end in down):
                continue
            told.append(at - starts[which])
            board = next(
                (when for when, known in boards if when >= starts[which] and known >= revision), None
            )
            if board is not None:
                shown.append(board - starts[which])
        return told, shown


class Displays:
    """Some displays in a process of their own, as on machines of their own; what they are told comes by file."""

    def __init__(self, count: int, port: int, hall: str, out: Path) -> None:
        self.all = [Display() for _ in range(count)]
        self._out, self._read = out, 0
        out.write_bytes(b"")
        self._command = [
            sys.executable,
            "-m",
            "benchmarks.hall_displays",
            str(count),
            str(port),
            hall,
            str(out),
        ]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin to watch."""
        self._process = subprocess.Popen(self._command)

    def look(self) -> None:
        """Read what the displays have been told since the last look."""
        with self._out.open("rb") as told:
            told.seek(self._read)
            for line in told:
                if not line.endswith(b"\n"):
                    break
                self._read += len(line)
                index, at, name, data = json.loads(line)
                self.all[index].take(at, name, data)

    def wait(self, what: str, seconds: float = 30) -> None:
        """Wait until every display has a board that says this of its hall."""
        end = time.monotonic() + seconds
        self.look()
        while not all(d.boards and what in json.dumps(d.boards[-1][1], ensure_ascii=False) for d in self.all):
            if time.monotonic() > end:
                raise SystemExit(f"a display does not show {what}")
            time.sleep(0.05)
            self.look()

    def stop(self) -> None:
        """Stop watching."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
        self.look()


async def _watch(count: int, port: int, hall: str, out: BinaryIO) -> None:
    await asyncio.gather(*(Stream(index, out).watch(port, hall) for index in range(count)))


if __name__ == "__main__":
    with Path(sys.argv[4]).open("ab", buffering=0) as written, contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_watch(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], written))
