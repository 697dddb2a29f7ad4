"""A small client over one kept-alive connection: signs in like a person, posts forms and JSON, times each call."""

import json
import re
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

TIMEOUT: Final = 30.0
PASSWORD: Final = "benchmark-2026-minqing"  # noqa: S105 - of an invented county on this machine only
_TOKEN: Final = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: status, body, where it leads, and how long it took in seconds."""

    status: int
    body: bytes
    location: str
    seconds: float
    retry_after: str = ""

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)


class Failed(RuntimeError):
    """An answer the measurement cannot go on with."""


class Line:
    """One kept-alive connection. The standard library's client took more of the two cores than we may spare."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._left = b""

    def ask(self, request: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        """Send a request; return the status, the headers with names in small letters, and the body.

        Raises:
            OSError: the connection was closed, or said nothing for half a minute.
        """
        self._socket.sendall(request)
        while b"\r\n\r\n" not in self._left:
            self._more()
        head, _, self._left = self._left.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        status = int(first.split(" ", 2)[1])
        headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in rest)]
        told = dict(headers)
        if told.get("transfer-encoding") == "chunked":
            return status, headers, self._chunks()
        return status, headers, self._exactly(int(told.get("content-length", "0")))

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def _more(self) -> None:
        part = self._socket.recv(1 << 16)
        if not part:
            raise ConnectionResetError("the server closed the connection")
        self._left += part

    def _exactly(self, size: int) -> bytes:
        while len(self._left) < size:
            self._more()
        body, self._left = self._left[:size], self._left[size:]
        return body

    def _chunks(self) -> bytes:
        parts = []
        while True:
            while b"\r\n" not in self._left:
                self._more()
            size, _, self._left = self._left.partition(b"\r\n")
            parts.append(self._exactly(int(size.split(b";", 1)[0], 16) + 2)[:-2])
            if not parts[-1]:
                return b"".join(parts)


@dataclass
class Browser:
    """One person's session against the server under test."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _line: "Line | None" = None

    def call(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Send one request and read the whole answer; a closed connection is opened again once."""
        cookies = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookies}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        if body or method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        sent = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
        begun = time.perf_counter()
        for attempt in (1, 2):
            line = self._line = self._line or Line(self.port)
            try:
                status, answer, content = line.ask(sent)
                break
            except OSError:
                line.close()
                self._line = None
                if attempt == 2:
                    raise
        seconds = time.perf_counter() - begun
        for name, value in answer:
            if name == "set-cookie":
                cookie, _, rest = value.partition("=")
                self.cookies[cookie] = rest.split(";", 1)[0]
        told = dict(answer)
        if told.get("connection") == "close":
            line.close()
            self._line = None
        return Reply(status, content, told.get("location", ""), seconds, told.get("retry-after", ""))

    def get(self, path: str) -> Reply:
        """Fetch a page."""
        return self.call("GET", path)

    def post_form(self, path: str, data: Mapping[str, str]) -> Reply:
        """Post a form with the session's token."""
        body = urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **data}).encode()
        return self.call("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def post_json(self, path: str, data: Mapping[str, Any], key: str = "") -> Reply:
        """Post JSON to the API with the session's token and, if given, an idempotency key."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.cookies.get("csrftoken", "")}
        if key:
            headers["Idempotency-Key"] = key
        return self.call("POST", path, json.dumps(data).encode(), headers)

    def sign_in(self, username: str, password: str) -> "Browser":
        """Sign in through the page, as a person does."""
        page = self.get("/accounts/login/")
        found = _TOKEN.search(page.body.decode())
        token = found.group(1) if found else ""
        answer = self.post_form(
            "/accounts/login/", {"csrfmiddlewaretoken": token, "login": username, "password": password}
        )
        if answer.status != 302:
            raise Failed(f"sign-in of {username} answered {answer.status}")
        return self
