"""Who listens to which hall, and what each of them has to be told; no network and no database in here.

A display gets the board (everything it shows) first, then each change the moment it happens and a new board
right after. A display that was away names the last change it saw and gets the changes since, then the board;
when these are no longer known, the board alone – which is all it needs to be right.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from minqing.project.live import stream

REMEMBERED: Final = 512
"""Changes a hall's ring keeps for displays that were away."""
PATIENCE: Final = 128
"""Events a slow display may be behind before it gets the board instead of all of them."""
MOST_LISTENERS: Final = 1000

ReadBoard = Callable[[str], Awaitable[dict[str, Any] | None]]


class Full(RuntimeError):  # noqa: N818 - said to the display as 503
    """As many displays listen as this process carries."""


@dataclass(eq=False)
class Listener:
    """One display: what waits to be sent to it."""

    hall: str
    waiting: "asyncio.Queue[bytes]" = field(default_factory=lambda: asyncio.Queue(PATIENCE + 8))
    behind: bool = False

    def tell(self, what: bytes) -> None:
        """Let something wait for this display; one that is too far behind starts again from the board."""
        if self.waiting.qsize() >= PATIENCE:
            self.behind = True
            while not self.waiting.empty():
                self.waiting.get_nowait()
        self.waiting.put_nowait(what)


class Hub:
    """The halls of this installation and their displays."""

    def __init__(self, read_board: ReadBoard) -> None:
        self._read = read_board
        self._listeners: dict[str, set[Listener]] = {}
        self._rings: dict[str, deque[tuple[int, bytes]]] = {}
        self._boards: dict[str, dict[str, Any]] = {}
        self._reading: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self.connected = False

    @property
    def count(self) -> int:
        """How many displays listen."""
        return sum(len(each) for each in self._listeners.values())

    async def join(self, hall: str, last: int | None) -> Listener | None:
        """Return a new display of a hall with its first events waiting; None for an unknown hall.

        Raises:
            Full: there are too many already.
        """
        if self.count >= MOST_LISTENERS:
            raise Full
        listener = Listener(hall)
        # Joined before the board is read: what changes meanwhile is told twice rather than not at all.
        self._listeners.setdefault(hall, set()).add(listener)
        try:
            board = await self._board(hall)
        except BaseException:
            self.leave(listener)
            raise
        if board is None:
            self.leave(listener)
            return None
        for missed in self.missed(hall, last):
            listener.tell(missed)
        listener.tell(stream.event("board", board, number=board["revision"]))
        if not self.connected:
            listener.tell(LOST)
        return listener

    def missed(self, hall: str, last: int | None) -> list[bytes]:
        """Return the changes after the last one a display saw, if all of them are still known."""
        ring = self._rings.get(hall)
        if last is None or not ring or not self.connected or ring[0][0] > last + 1:
            return []
        return [told for revision, told in ring if revision > last]

    def leave(self, listener: Listener) -> None:
        """Forget a display that is gone."""
        left = self._listeners.get(listener.hall, set())
        left.discard(listener)
        if not left:
            self._listeners.pop(listener.hall, None)
            self._boards.pop(listener.hall, None)

    async def _board(self, hall: str) -> dict[str, Any] | None:
        """Return the board, read once however many displays ask at once."""
        if hall not in self._boards or not self.connected:
            board = await self._read(hall)
            if board is None:
                return None
            self._boards[hall] = board
        return self._boards[hall]

    def changed(self, change: Mapping[str, Any]) -> None:
        """Tell a change to the displays of its hall, and read the board anew for them."""
        hall, revision = str(change["hall"]), int(change["revision"])
        told = stream.event("change", change, number=revision)
        self._rings.setdefault(hall, deque(maxlen=REMEMBERED)).append((revision, told))
        self._boards.pop(hall, None)
        if hall in self._listeners:
            self._tell(hall, told)
            self.refresh(hall)

    def refresh(self, hall: str) -> None:
        """Read the board and tell it; changes that come while it is read make it read once more."""
        if hall in self._reading:
            self._again.add(hall)
            return
        self._reading[hall] = asyncio.create_task(self._refresh(hall))

    async def _refresh(self, hall: str) -> None:
        try:
            while True:
                self._again.discard(hall)
                board = await self._read(hall)
                if board is not None and hall in self._listeners:
                    if hall not in self._again:
                        self._boards[hall] = board
                    self._tell(hall, stream.event("board", board))
                if hall not in self._again:
                    return
        except OSError:
            self.lost()
        finally:
            del self._reading[hall]

    def lost(self) -> None:
        """Say to every display that nothing new can be known for now."""
        if self.connected:
            self.connected = False
            self._rings.clear()
            self._boards.clear()
            for hall in list(self._listeners):
                self._tell(hall, LOST)

    def found(self) -> None:
        """Begin to listen (again): what was missed meanwhile is in the board."""
        self.connected = True
        self._rings.clear()
        self._boards.clear()
        for hall in list(self._listeners):
            self.refresh(hall)

    def beat(self, day: str) -> None:
        """Give every display a sign of life; on a new day its board too."""
        for hall in list(self._listeners):
            self._tell(hall, stream.event("beat", {"connected": self.connected}))
            if self.connected and self._boards.get(hall, {}).get("day", day) != day:
                self.refresh(hall)

    def _tell(self, hall: str, what: bytes) -> None:
        for listener in self._listeners.get(hall, ()):
            listener.tell(what)
            if listener.behind:
                listener.behind = False
                self.refresh(hall)


LOST: Final = stream.event("lost", {})
