"""A small client over one kept-alive connection: signs in like a person, posts forms and JSON, times each call."""

import http.client
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

TIMEOUT: Final = 30.0
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


@dataclass
class Browser:
    """One person's session against the server under test."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _line: http.client.HTTPConnection | None = None

    def call(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Send one request and read the whole answer; a closed connection is opened again once."""
        send = {"Host": "127.0.0.1", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        send.update(headers or {})
        begun = time.perf_counter()
        for attempt in (1, 2):
            if self._line is None:
                self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
            try:
                self._line.request(method, path, body=body or None, headers=send)
                answer = self._line.getresponse()
                content = answer.read()
                break
            except (http.client.HTTPException, ConnectionError, TimeoutError):
                self._line.close()
                self._line = None
                if attempt == 2:
                    raise
        seconds = time.perf_counter() - begun
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.split(";", 1)[0]
        return Reply(
            answer.status,
            content,
            answer.headers.get("Location", ""),
            seconds,
            answer.headers.get("Retry-After", ""),
        )

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
