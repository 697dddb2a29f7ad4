"""The waiting line before the program: a crowd is told to come back and does not bring everything to a halt.

Each worker process serves a few requests at a time (more only make every one slower: Python computes one at
a time and the database has few connections) and lets a bounded number wait, for a bounded time. Everybody
beyond gets 503 with ``Retry-After`` and a plain page at once, which costs next to nothing. Figures:
docs/operate/load.md.
"""

import json
from collections.abc import Callable, Iterable
from threading import BoundedSemaphore
from typing import Any

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

RETRY_SECONDS = 10
# Programs get problems, people get pages.
PROGRAMS = "/api/"
# The supervisor's question must be answered in a crowd too, or it would restart a server that only is busy.
ALWAYS_LET_IN = frozenset({"/health"})

PAGE = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>{refresh}</head>
<body><main><h1>{title}</h1>{body}</main></body></html>
"""


class WaitingLine:
    """A WSGI application before another one: at most ``at_work`` inside, ``waiting`` before the door."""

    def __init__(self, application: Application, *, at_work: int, waiting: int, patience: float) -> None:
        """Guard ``application``; ``patience`` is the longest wait in seconds."""
        self._application = application
        self._patience = patience
        self._present = BoundedSemaphore(at_work + waiting)
        self._at_work = BoundedSemaphore(at_work)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, now or after its turn has come; 503 when the line is full or too slow."""
        if environ.get("PATH_INFO") in ALWAYS_LET_IN:
            return self._application(environ, start_response)
        if not self._present.acquire(blocking=False):
            return _full(environ, start_response)
        try:
            if not self._at_work.acquire(timeout=self._patience):
                return _full(environ, start_response)
            try:
                # What is streamed afterwards (exports, downloads) waits on the network, not for a place here.
                return self._application(environ, start_response)
            finally:
                self._at_work.release()
        finally:
            self._present.release()


def problem(status: int, kind: str, title: str, detail: str) -> tuple[bytes, str]:
    """Return a fault as RFC 9457 has it, and its media type; for programs that call the API."""
    told = {"type": f"urn:minqing:problem:{kind}", "title": title, "status": status, "detail": detail}
    return json.dumps(told, ensure_ascii=False).encode(), "application/problem+json"


def _full(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    reads = environ.get("REQUEST_METHOD") in {"GET", "HEAD"}
    page = PAGE.format(
        title="现在访问的人很多",
        # A page may ask for itself again; sending a form again is left to its sender.
        refresh=f'<meta http-equiv="refresh" content="{RETRY_SECONDS}">' if reads else "",
        body=(
            f"<p>系统正忙，本页 {RETRY_SECONDS} 秒后自动重试。</p>"
            if reads
            else "<p>系统正忙，您的内容还没有提交。请稍等片刻，按浏览器的刷新键再交一次；"
            "同一份内容只会登记一次。也可以返回上一页，填写的内容仍在。</p>"
        ),
    ).encode()
    media = "text/html; charset=utf-8"
    if str(environ.get("PATH_INFO", "")).startswith(PROGRAMS):
        page, media = problem(503, "busy", "系统正忙", "现在访问的人很多，这个请求没有办理，请稍后再试。")
    start_response(
        "503 Service Unavailable",
        [
            ("Content-Type", media),
            ("Content-Length", str(len(page))),
            ("Retry-After", str(RETRY_SECONDS)),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", "default-src 'none'"),
        ],
    )
    return [b""] if environ.get("REQUEST_METHOD") == "HEAD" else [page]
