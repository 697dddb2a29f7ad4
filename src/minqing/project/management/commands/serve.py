"""``minqing serve``: database, migrations, web server and jobs, until Ctrl-C."""

import os
import shutil
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import structlog
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.core.management.base import BaseCommand

from minqing.project import supervisor
from minqing.project.database import DatabaseUnavailable, ensure_database
from minqing.project.supervisor import Busy, Child, Supervisor

_Result = TypeVar("_Result")


class Command(BaseCommand):
    """Serve this installation; ``--demo`` fills it with an invented county first."""

    help = "启动数据库、网页服务和后台任务；Ctrl-C 全部停止"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--demo``, the address and the number of processes."""
        parser.add_argument("--demo", action="store_true", help="先建立演示县（可重复执行）")
        parser.add_argument("--host", default=os.environ.get("MINQING_HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("MINQING_PORT", "8000")))
        parser.add_argument("--workers", type=int, default=int(os.environ.get("MINQING_WORKERS", "2")))

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prepare what is needed and serve until a signal comes."""
        var = Path(settings.VAR)
        var.mkdir(parents=True, exist_ok=True)
        # On the screen of ``serve`` only what went wrong; the events of each process are in its own log.
        structlog.get_logger("minqing").setLevel("WARNING")
        try:
            left = supervisor.clear_away(var)
            if left:
                print(f"已清理上次遗留的进程 · cleared away: {', '.join(left)}")
            host, port = options["host"], options["port"]
            if not supervisor.port_is_free(host, port):
                self.stderr.write(
                    f"端口 {port} 已被其他程序占用 · port {port} is in use\n"
                    f"  换一个 choose another: MINQING_PORT={port + 1} make demo"
                )
                sys.exit(1)
            live_port = _live_port(host, port)
            cluster = _timed("数据库 database", lambda: ensure_database(var))
            try:
                _prepare(demo=options["demo"])
                serving = _serving(var, (host, port, live_port), options["workers"])
                serving.revive_database = cluster.revive if cluster else None
                serving.run(_ready(serving.address, demo=options["demo"]))
            finally:
                if cluster is not None:
                    cluster.release()
        except (Busy, DatabaseUnavailable) as reason:
            raise CommandError(str(reason)) from reason


def _timed(title: str, work: Callable[[], _Result]) -> _Result:
    """Do one step: a line when it starts and when it is done, a sign of life every five seconds between."""
    started = time.monotonic()
    done = threading.Event()

    def tell() -> None:
        while not done.wait(5):
            print(f"  … {title} {time.monotonic() - started:.0f} s", flush=True)

    print(f"→ {title} …", flush=True)
    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        result = work()
    finally:
        done.set()
        teller.join()
    print(f"  ✓ {title} {time.monotonic() - started:.1f} s", flush=True)
    return result


def _prepare(*, demo: bool) -> None:
    """Bring tables, static files and, for the demo, the invented county up to date."""
    _timed("数据表 migrations", lambda: call_command("migrate", verbosity=0, interactive=False))
    stamp, static = Path(settings.STATIC_ROOT) / ".minqing", Path(settings.STATICFILES_DIRS[0])
    newest = f"{max((p.stat().st_mtime for p in static.rglob('*')), default=0.0)} {sys.prefix}"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != newest:
        shutil.rmtree(settings.STATIC_ROOT, ignore_errors=True)
        _timed("静态文件 static files", lambda: call_command("collectstatic", verbosity=0, interactive=False))
        stamp.write_text(newest, encoding="utf-8")
    if demo and "demo_county" in get_commands():
        _timed("演示县 demo county", lambda: call_command("demo_county", verbosity=0))


def _live_port(host: str, port: int) -> int:
    """Return where the live process listens: as set, else the first free port after the web server's.

    Raises:
        Busy: the port that was set is taken.
    """
    wanted = os.environ.get("MINQING_LIVE_PORT")
    for each in [int(wanted)] if wanted else range(port + 1, port + 20):
        if supervisor.port_is_free(host, each):
            return each
    raise Busy(
        f"实时服务的端口 {wanted or port + 1} 已被占用 · in use\n  换一个 choose another: MINQING_LIVE_PORT=…"
    )


def _serving(var: Path, at: tuple[str, int, int], workers: int) -> Supervisor:
    """Return the supervisor of the web server, the live process and the jobs, not started yet."""
    host, port, live_port = at
    address = f"http://{host if ':' not in host else f'[{host}]'}:{port}"
    at_work, waiting = settings.MINQING_AT_WORK, settings.MINQING_WAITING
    environ = {**os.environ, "MINQING_VAR": str(var), "MINQING_LIVE_PORT": str(live_port)}
    web = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", "1", "--no-ws", "--log-level", "warning",
        # Threads: all at work, all waiting, and some to say 503 and to stream exports.
        "--blocking-threads", str(at_work + waiting + 12),
        # Connections kept open by browsers count here too; the line before the door is ours to bound.
        "--backlog", "2048", "--backpressure", "2048",
        "--respawn-failed-workers", "--workers-kill-timeout", "10",
        "minqing.project.wsgi:application",
    ]  # fmt: skip
    live = [
        sys.executable, "-m", "granian", "--interface", "asgi", "--host", host, "--port", str(live_port),
        "--workers", "1", "--no-ws", "--log-level", "warning", "--backlog", "2048", "--backpressure", "2048",
        "--respawn-failed-workers", "--workers-kill-timeout", "2", "minqing.project.live.server:application",
    ]  # fmt: skip
    jobs = [sys.executable, "-m", "minqing.project.command", "procrastinate", "worker", "--concurrency", "4"]
    # One server a worker, all on the same port: the kernel then deals connections out evenly. Workers of one
    # server share a socket, and whichever is quickest takes most of them while the other idles.
    children = [
        *(Child(f"网页 web {n}", web, environ, var / f"web-{n}.log") for n in range(1, workers + 1)),
        Child("实时 live", live, environ, var / "live.log"),
        Child("任务 jobs", jobs, environ, var / "jobs.log", gives_way=True),
    ]
    return Supervisor(var=var, children=children, address=address, say=partial(print, flush=True))


def _ready(address: str, *, demo: bool) -> str:
    """Return what is said when the server answers; the demo county itself wrote down its accounts."""
    note = Path(settings.VAR) / "demo-accounts.txt"
    accounts = f"\n{note.read_text(encoding='utf-8').strip()}\n" if demo and note.exists() else ""
    return f"{accounts}\n民情 Minqing: {address}\n停止 stop: Ctrl-C\n"
