"""Displays of a hall as browsers are: one open stream each, asking again with the last event seen."""

import asyncio
import json
import threading
import time
from bisect import bisect
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Display:
    """One display: what it has been told, and when."""

    changes: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    boards: list[tuple[float, dict[str, Any]]] = field(default_factory=list)
    last: str = ""
    opened: int = 0
    lost: int = 0

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
            self.opened += 1
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
        at = time.perf_counter()
        parts = dict(line.split(": ", 1) for line in event.split("\n") if ": " in line)
        self.last = parts.get("id", self.last)
        match parts.get("event"):
            case "change":
                self.changes.append((at, json.loads(parts["data"])))
            case "board":
                self.boards.append((at, json.loads(parts["data"])))
            case "lost":
                self.lost += 1

    def seconds(self, started: dict[tuple[str, str], list[float]]) -> tuple[list[float], list[float]]:
        """Return, for each call told, seconds from the click to the change, and to the board that shows it."""
        seen = {change["revision"]: (at, change) for at, change in self.changes}
        boards = [(at, board["revision"]) for at, board in self.boards]
        told, shown = [], []
        for revision, (at, change) in sorted(seen.items()):
            starts = started.get((change["kind"], change.get("number", "")), [])
            # The click it came from: the last one of this number before; a display away meanwhile missed some.
            which = bisect(starts, at) - 1
            if which < 0:
                continue
            told.append(at - starts[which])
            board = next(
                (when for when, known in boards if when >= starts[which] and known >= revision), None
            )
            if board is not None:
                shown.append(board - starts[which])
        return told, shown


class Displays:
    """Some displays in a thread of their own."""

    def __init__(self, count: int, port: int, hall: str) -> None:
        self.all = [Display() for _ in range(count)]
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, args=(port, hall), daemon=True)

    def _run(self, port: int, hall: str) -> None:
        asyncio.set_event_loop(self._loop)
        # Kept: a loop alone does not hold on to its tasks.
        watching = [self._loop.create_task(each.watch(port, hall)) for each in self.all]
        self._loop.run_forever()
        for task in watching:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*watching, return_exceptions=True))

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def wait(self, what: str, seconds: float = 30) -> None:
        """Wait until every display has a board that says this of its hall ("" for any)."""
        end = time.monotonic() + seconds
        while not all(
            each.boards and what in json.dumps(each.boards[-1][1], ensure_ascii=False) for each in self.all
        ):
            if time.monotonic() > end:
                raise SystemExit(f"a display does not show {what or 'anything'}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop watching."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
