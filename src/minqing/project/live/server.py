"""What the live server calls: a bare ASGI program that keeps one stream open for every display.

No session, no form, no middleware: ``GET /live/<hall>`` gives public things only, and nothing can be sent in.
Started by ``minqing serve`` as a process of its own (``granian --interface asgi``).
"""

import asyncio
import contextlib
import os
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final

import django
from django.db import DatabaseError, close_old_connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minqing.project.settings.production")
# Models can only be imported once Django is set up.
django.setup()

from minqing.kernel.clock.public import now, today  # noqa: E402
from minqing.project.live import stream  # noqa: E402
from minqing.project.live.hub import Full, Hub, Listener  # noqa: E402
from minqing.project.live.listening import listen  # noqa: E402
from minqing.reception.public import hall as halls  # noqa: E402

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BEAT_SECONDS: Final = 10.0
PREFIX: Final = "/live/"
HEADERS: Final = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    # Public by nature, and a display may come from another port of the same machine.
    (b"access-control-allow-origin", b"*"),
    (b"x-content-type-options", b"nosniff"),
]
# Boards are read one after another: a hundred displays cost one connection to the database.
_reader = ThreadPoolExecutor(1, thread_name_prefix="board")


def _read_board(hall: str) -> dict[str, Any] | None:
    """Return a hall's board as plain words and numbers.

    Raises:
        OSError: the database is gone.
    """
    try:
        close_old_connections()
        board = halls.board_of(hall, now())
    except DatabaseError as fault:
        close_old_connections()
        raise OSError(type(fault).__name__) from fault
    return None if board is None else _plain(asdict(board))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value


async def read_board(hall: str) -> dict[str, Any] | None:
    """Read a board in the thread for it."""
    return await asyncio.get_running_loop().run_in_executor(_reader, _read_board, hall)


hub = Hub(read_board)
_work: set[asyncio.Task[None]] = set()


async def _beat() -> None:
    while True:
        await asyncio.sleep(BEAT_SECONDS)
        hub.beat(today().isoformat())


def _begin() -> None:
    """Start listening and beating, once."""
    if not _work:
        _work.update({asyncio.create_task(listen(hub, halls.CHANNEL)), asyncio.create_task(_beat())})


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """Answer one connection of the server: its own beginning and end, or a display."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
        return
    if scope["type"] != "http":
        return
    _begin()
    path = scope["path"]
    if scope["method"] != "GET":
        await _say(send, 405, b"GET only")
    elif path == "/health":
        await _say(send, 200 if hub.connected else 503, b"ok" if hub.connected else b"no database")
    elif path.startswith(PREFIX):
        await _stream(scope, receive, send, path.removeprefix(PREFIX))
    else:
        await _say(send, 404, b"nothing here")


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            _begin()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            for task in _work:
                task.cancel()
            await send({"type": "lifespan.shutdown.complete"})
            return


async def _say(send: Send, status: int, words: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"5")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})


async def _stream(scope: Message, receive: Receive, send: Send, hall: str) -> None:
    """Keep one display told until it goes away."""
    headers = dict(scope["headers"])
    last = stream.last_number(headers.get(b"last-event-id", b"").decode("latin-1"))
    try:
        listener = await hub.join(hall, last)
    except (Full, OSError):
        await _say(send, 503, b"come again")
        return
    if listener is None:
        await _say(send, 404, b"no such hall")
        return
    gone = asyncio.create_task(_gone(receive))
    telling = asyncio.create_task(_tell(listener, send))
    try:
        await asyncio.wait({gone, telling}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        hub.leave(listener)
        for task in (gone, telling):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _tell(listener: Listener, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": stream.opening(), "more_body": True})
    while True:
        words = await listener.waiting.get()
        await send({"type": "http.response.body", "body": words, "more_body": True})
