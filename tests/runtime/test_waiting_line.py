"""The waiting line: some are served, some wait, the rest are told to come back at once."""

import json
import threading
import time
from collections.abc import Iterable
from typing import Any

from minqing.project.waiting_line import RETRY_SECONDS, WaitingLine


class Slow:
    """An application that holds every request until told to go on, and counts how many are inside."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.inside = 0
        self.most = 0
        self._lock = threading.Lock()

    def __call__(self, _environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        self.go_on.wait(10)
        with self._lock:
            self.inside -= 1
        start_response("200 OK", [])
        return [b"served"]


class Caller(threading.Thread):
    """One request in a thread of its own."""

    def __init__(self, line: WaitingLine, method: str = "GET", path: str = "/") -> None:
        super().__init__()
        self.line, self.environ = line, {"REQUEST_METHOD": method, "PATH_INFO": path}
        self.status, self.headers, self.body = "", {}, b""

    def run(self) -> None:
        def start_response(status: str, headers: list[tuple[str, str]]) -> None:
            self.status, self.headers = status, dict(headers)

        self.body = b"".join(self.line(self.environ, start_response))


def called(line: WaitingLine, **how: str) -> Caller:
    caller = Caller(line, **how)
    caller.start()
    return caller


def test_at_most_so_many_are_inside_and_the_surplus_is_turned_away_at_once() -> None:
    slow = Slow()
    line = WaitingLine(slow, at_work=2, waiting=3, patience=10)
    admitted = [called(line) for _ in range(5)]
    until_inside(slow, 2)
    begun = time.perf_counter()
    refused = called(line)
    refused.join(5)
    assert time.perf_counter() - begun < 1
    assert refused.status == "503 Service Unavailable"
    assert refused.headers["Retry-After"] == str(RETRY_SECONDS)
    assert refused.headers["Cache-Control"] == "no-store"
    assert "自动重试" in refused.body.decode()
    assert 'http-equiv="refresh"' in refused.body.decode()
    slow.go_on.set()
    for caller in admitted:
        caller.join(5)
    assert [caller.status for caller in admitted] == ["200 OK"] * 5
    assert slow.most == 2


def test_who_waits_longer_than_patience_is_told_to_come_back_and_the_place_is_free_again() -> None:
    slow = Slow()
    line = WaitingLine(slow, at_work=1, waiting=1, patience=0.2)
    inside = called(line)
    until_inside(slow, 1)
    waited = called(line, method="POST")
    waited.join(5)
    assert waited.status.startswith("503")
    assert "还没有提交" in waited.body.decode()
    assert "refresh" not in waited.body.decode()
    slow.go_on.set()
    inside.join(5)
    assert called_and_joined(line).status == "200 OK"


def test_the_supervisors_question_is_let_in_whatever_the_crowd() -> None:
    slow = Slow()
    line = WaitingLine(slow, at_work=1, waiting=0, patience=1)
    crowd = called(line)
    until_inside(slow, 1)
    asked = called(line, path="/health")
    until_inside(slow, 2)
    slow.go_on.set()
    for caller in (crowd, asked):
        caller.join(5)
        assert caller.status == "200 OK"


def test_a_failing_program_gives_its_place_back() -> None:
    def broken(_environ: dict[str, Any], _start_response: Any) -> Iterable[bytes]:
        raise RuntimeError

    line = WaitingLine(broken, at_work=1, waiting=0, patience=1)
    for _ in range(3):
        try:
            line({"REQUEST_METHOD": "GET", "PATH_INFO": "/"}, lambda *_a: None)
        except RuntimeError:
            continue
        raise AssertionError("the fault was swallowed")


def called_and_joined(line: WaitingLine) -> Caller:
    caller = called(line)
    caller.join(5)
    return caller


def until_inside(slow: Slow, count: int) -> None:
    end = time.monotonic() + 5
    while slow.inside < count:
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_program_that_is_turned_away_gets_a_problem_and_a_time() -> None:
    slow = Slow()
    line = WaitingLine(slow, at_work=1, waiting=0, patience=10)
    admitted = called(line)
    until_inside(slow, 1)
    refused = called(line, method="POST", path="/api/petitions")
    refused.join(5)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.headers["Retry-After"] == str(RETRY_SECONDS)
    assert json.loads(refused.body)["status"] == 503
    slow.go_on.set()
    admitted.join(5)
