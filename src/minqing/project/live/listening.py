"""LISTEN: one connection to PostgreSQL that hears what the acts tell, and is made anew when it is lost."""

import asyncio
import contextlib
import json
from collections.abc import Callable, Mapping
from typing import Any, Final

import psycopg
import structlog
from django.db import connection

from minqing.project.live.hub import Hub

log = structlog.get_logger("minqing.live")

ASK_EVERY: Final = 10.0
"""Seconds of silence after which the connection is asked whether it still lives."""
LONGEST_PAUSE: Final = 5.0


def address() -> dict[str, Any]:
    """Return how this installation reaches its database, for a connection of psycopg's own."""
    known = connection.get_connection_params()
    left_out = {"cursor_factory", "context", "prepare_threshold", "pool"}
    return {name: value for name, value in known.items() if name not in left_out}


async def listen(hub: Hub, channel: str, connect: Callable[[], Mapping[str, Any]] = address) -> None:
    """Listen until cancelled; a lost connection is told to the displays and made anew, ever less often."""
    pause = 0.2
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(**connect(), autocommit=True) as heard:
                await heard.execute(f'LISTEN "{channel}"')
                hub.found()
                log.info("live_listening")
                pause = 0.2
                await _hear(heard, hub)
        except (psycopg.Error, OSError) as fault:
            log.warning("live_lost", fault=type(fault).__name__)
        hub.lost()
        await asyncio.sleep(pause)
        pause = min(LONGEST_PAUSE, pause * 2)


async def _hear(heard: "psycopg.AsyncConnection[Any]", hub: Hub) -> None:
    while True:
        async for note in heard.notifies(timeout=ASK_EVERY):
            with contextlib.suppress(ValueError, KeyError):  # somebody else's words on our channel
                hub.changed(json.loads(note.payload))
        await asyncio.wait_for(heard.execute("SELECT 1"), ASK_EVERY)
