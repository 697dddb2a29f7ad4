"""The supervisor keeps its children running, ends them with itself, and clears away what a kill left."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from minqing.project import processes, supervisor

# A supervisor in a process of its own, whose "server" is a small real one and whose "job" only sleeps.
PROGRAM = """
import sys
from functools import partial
from pathlib import Path
from minqing.project.supervisor import Child, Supervisor
var, port = Path(sys.argv[1]), sys.argv[2]
(var / "health").write_text("ok")
web = [sys.executable, "-m", "http.server", port, "--bind", "127.0.0.1", "--directory", str(var)]
job = [sys.executable, "-c", "import time; time.sleep(600)"]
children = [Child("web", web, {}, var / "web.log"), Child("jobs", job, {}, var / "jobs.log")]
address = f"http://127.0.0.1:{port}"
Supervisor(var=var, children=children, address=address, say=partial(print, flush=True)).run("READY")
"""


@pytest.fixture
def run(own_var: Path, free_port: int) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), str(own_var), str(free_port)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "READY"
    yield process
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    process.wait(20)
    process.stdout.close()
    supervisor.clear_away(own_var)


def until(condition: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.05)


def pids(var: Path) -> dict[str, int]:
    return {str(entry["name"]): int(entry["pid"]) for entry in supervisor.noted(var)}


def test_a_signal_ends_everything_it_started(own_var: Path, run: "subprocess.Popen[str]") -> None:
    started = pids(own_var)
    assert set(started) == {"supervisor", "web", "jobs"}
    run.send_signal(signal.SIGINT)
    assert run.wait(20) == 0
    assert [name for name, pid in started.items() if processes.find(pid)] == []
    assert not (own_var / "serve.json").exists()


def test_a_child_that_dies_is_started_again(own_var: Path, run: "subprocess.Popen[str]") -> None:
    before = pids(own_var)
    os.kill(before["jobs"], signal.SIGKILL)
    until(lambda: pids(own_var).get("jobs") not in {None, before["jobs"]})
    after = pids(own_var)
    assert processes.find(after["jobs"]) is not None
    assert after["web"] == before["web"]


def test_a_second_run_is_refused_while_the_first_lives(own_var: Path, run: "subprocess.Popen[str]") -> None:
    with pytest.raises(supervisor.Busy, match="make stop"):
        supervisor.clear_away(own_var)
    assert run.poll() is None


def test_what_a_killed_supervisor_left_is_cleared_away(own_var: Path, run: "subprocess.Popen[str]") -> None:
    started = pids(own_var)
    run.kill()
    run.wait()
    assert processes.find(started["web"]) is not None
    assert sorted(supervisor.clear_away(own_var)) == ["jobs", "web"]
    assert [name for name, pid in started.items() if processes.find(pid)] == []


def test_stop_ends_a_run_from_outside(own_var: Path, run: "subprocess.Popen[str]") -> None:
    started = pids(own_var)
    assert supervisor.stop_running(own_var) is True
    assert [name for name, pid in started.items() if processes.find(pid)] == []
    assert supervisor.stop_running(own_var) is False


def test_a_process_that_got_an_old_number_is_left_alone(own_var: Path) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    try:
        notes = [{"name": "web", "pid": stranger.pid, "started": "another time"}]
        (own_var / "serve.json").write_text(json.dumps(notes), encoding="utf-8")
        assert supervisor.clear_away(own_var) == []
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_port_in_use_is_seen(free_port: int) -> None:
    assert supervisor.port_is_free("127.0.0.1", free_port)
    listener = subprocess.Popen(
        [sys.executable, "-m", "http.server", str(free_port), "--bind", "127.0.0.1"],
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        until(lambda: supervisor.health(f"http://127.0.0.1:{free_port}") == 404)
        assert not supervisor.port_is_free("127.0.0.1", free_port)
    finally:
        listener.kill()
        listener.wait()
