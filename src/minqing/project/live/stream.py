"""The words of server-sent events (WHATWG HTML, 9.2). Pure."""

import json
from collections.abc import Mapping
from typing import Any, Final

RETRY_MILLISECONDS: Final = 2000
"""How soon a browser asks again once the connection is gone."""


def event(name: str, data: Mapping[str, Any], *, number: int | None = None) -> bytes:
    r"""Return one event; with a number the browser names it when it asks again (Last-Event-ID).

    >>> event("beat", {"ok": True}, number=7)
    b'id: 7\nevent: beat\ndata: {"ok":true}\n\n'
    """
    spelled = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    head = f"id: {number}\n" if number is not None else ""
    return f"{head}event: {name}\ndata: {spelled}\n\n".encode()


def opening() -> bytes:
    """Return what a stream begins with: how soon to ask again."""
    return f"retry: {RETRY_MILLISECONDS}\n\n".encode()


def last_number(header: str) -> int | None:
    """Return the number of the last event a browser has seen; None when it names none or nonsense."""
    return int(header) if header.isascii() and header.isdigit() and len(header) < 19 else None  # noqa: PLR2004
