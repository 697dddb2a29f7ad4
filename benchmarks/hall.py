"""``python -m benchmarks.hall``: a day of a hall on a real installation, cut off once and killed once.

Numbers are issued, called, moved and closed by all windows at once while all displays listen. In the middle the
whole installation is stopped for a while, later it is killed as by a power cut, database included. Asked after
each: is the queue as before; at the end: was any number lost, or called twice, and how soon did displays show it.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import server
from benchmarks.measure import share


class Installation:
    """The real thing, started with ``minqing serve`` on ports of its own."""

    def __init__(self, var: Path) -> None:
        self.var, self.port, self.live = var, server.free_port(), server.free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until web server and live process answer."""
        environ = {**server.environment(self.var, self.port), "MINQING_LIVE_PORT": str(self.live)}
        with (self.var / "hall-server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [server.COMMAND, "serve"], env=environ, cwd=server.ROOT, stdout=log, stderr=log
            )
        from minqing.project import supervisor

        end = time.monotonic() + 90
        addresses = [f"http://127.0.0.1:{port}" for port in (self.port, self.live)]
        while not all(supervisor.answers(address) for address in addresses):
            if time.monotonic() > end or self._process.poll() is not None:
                raise SystemExit((self.var / "hall-server.log").read_text()[-3000:])
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop it in an orderly way."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(60)

    def kill(self) -> None:
        """Kill every process of it at once, the database's first."""
        from minqing.project import embedded, processes, supervisor

        pid = embedded.cluster_of(self.var).pid()
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
        for entry in supervisor.noted(self.var):
            number = int(entry["pid"])
            if entry["name"] == "supervisor":
                os.kill(number, signal.SIGKILL)
            elif processes.find(number) is not None:
                os.killpg(number, signal.SIGKILL)
        if self._process is not None:
            self._process.wait()


def queue() -> list[tuple[Any, ...]]:
    """Return every number with where it stands, for comparison."""
    from minqing.reception.public.hall import Ticket

    columns = ("id", "number", "standing", "place", "priority", "service", "window", "wanted_window", "turn")
    return list(Ticket.objects.order_by("id").values_list(*columns))


def faults(day: Any) -> list[str]:
    """Return what is wrong once the day is over: numbers lost, called twice, or moved as no number may be."""
    from minqing.kernel.ledger.public import entries_of, verify_chain
    from minqing.reception.public.hall import MOVES, Act, Call, Standing, Ticket

    wrong = []
    tickets = {t.id: t for t in Ticket.objects.all()}
    wrong += [f"issued but gone: {each}" for each in day.issued if each not in tickets]
    if len({(t.issued_on, t.number) for t in tickets.values()}) != len(tickets):
        wrong.append("a number was given twice")
    wrong += [f"not ended: {t.number} {t.standing}" for t in tickets.values() if t.standing != "finished"]
    calls = list(Call.objects.filter(nth=0).values_list("ticket", "turn"))
    wrong += [f"called twice in one turn: {c}" for c in set(calls) if calls.count(c) > 1]
    answered = set(day.called)
    wrong += [f"two windows were given the same call: {c}" for c in answered if day.called.count(c) > 1]
    wrong += [f"answered but not stored: {c}" for c in answered - set(calls)]
    for ticket in tickets.values():
        at = Standing.WAITING
        for entry in entries_of(ticket.id):
            if entry.name != "reception.number_moved":
                continue
            told = entry.payload
            if told["before"] != at or MOVES.get((at, Act(told["act"]))) != told["after"]:
                wrong.append(f"{ticket.number}: {told['act']} from {at}")
            at = Standing(told["after"])
        if not verify_chain(ticket.id).ok:
            wrong.append(f"{ticket.number}: its chain is broken")
    return wrong


def _until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise SystemExit(f"not in time: {what}")
        time.sleep(0.05)


def simulate(chosen: argparse.Namespace) -> dict[str, Any]:
    """Run the day and return its figures."""
    os.environ |= {
        k: v for k, v in server.environment(chosen.var).items() if k.startswith(("MINQING", "DJANGO"))
    }
    chosen.var.mkdir(parents=True, exist_ok=True)
    server.minqing(chosen.var, "migrate", "--no-input", "--verbosity", "0")
    import django

    django.setup()
    from benchmarks.hall_day import Day, build
    from benchmarks.hall_displays import Displays

    place = Installation(chosen.var)
    place.start()
    try:
        hall, services, windows, clerks = build(chosen.windows)
        displays = Displays(chosen.displays, place.live, "hall", chosen.var / "displays.jsonl")
        displays.start()
        displays.wait("号窗口")
        day = Day(hall, services, chosen.seed)
        workers = [threading.Thread(target=day.kiosk, args=(chosen.numbers, chosen.pause), daemon=True)]
        workers += [
            threading.Thread(target=day.window, args=(n, window, clerk, chosen.talk), daemon=True)
            for n, (window, clerk) in enumerate(zip(windows, clerks, strict=True))
        ]
        for worker in workers:
            worker.start()
        figures = _disturbed(chosen, place, day)
        _until(lambda: len(day.issued) >= chosen.numbers, 600, "all numbers issued")
        _until(lambda: all(row[2] == "finished" for row in queue()), 600, "all numbers closed")
        day.done.set()
        for worker in workers:
            worker.join(30)
        displays.wait('"waiting": 0')
        displays.stop()
        return figures | _told(day, displays.all) | {"faults": faults(day)}
    finally:
        place.stop()


def _disturbed(chosen: argparse.Namespace, place: Installation, day: Any) -> dict[str, Any]:
    """Cut the installation off at two fifths of the day, and kill it at four fifths."""
    from django.db import connection

    figures: dict[str, Any] = {}
    for share_of_day, name in ((0.4, "cut off"), (0.8, "killed")):
        _until(lambda part=share_of_day: len(day.issued) >= chosen.numbers * part, 600, name)
        if name == "killed":
            begun = time.monotonic()
            place.kill()  # in the middle of whatever is being done
            connection.close()
            place.start()
            day.down.append((begun - 1, time.monotonic() + 1))
            figures["answered acts kept after the kill"] = _kept(day)
            continue
        day.going.clear()
        time.sleep(1 + 3 * chosen.talk)
        before = queue()
        connection.close()
        place.stop()
        day.going.set()  # everybody tries, as people do
        time.sleep(chosen.minute / 2)
        day.going.clear()
        time.sleep(chosen.minute / 2 + 1)
        place.start()
        figures[f"queue as before after {chosen.minute:.0f} s"] = queue() == before
        day.going.set()
    return figures


def _kept(day: Any) -> bool:
    """Tell whether every act that was answered before the kill is there."""
    from minqing.reception.public.hall import Call, Ticket

    issued, called = list(day.issued), list(day.called)
    there = set(Ticket.objects.filter(id__in=issued).values_list("id", flat=True))
    calls = set(Call.objects.filter(nth=0).values_list("ticket", "turn"))
    return set(issued) <= there and set(called) <= calls


def _told(day: Any, displays: list[Any]) -> dict[str, Any]:
    """Return how soon displays were told, over all calls and displays, but for those while it was down."""
    told: list[float] = []
    shown: list[float] = []
    for display in displays:
        a, b = display.seconds(
            {key: starts for key, starts in day.started.items() if key[0] == "call"}, day.down
        )
        told, shown = told + a, shown + b
    last = [json.dumps({**d.boards[-1][1], "revision": 0}, sort_keys=True) for d in displays]
    return {
        "acts": dict(sorted(day.acts.items())),
        "calls told": len(told),
        "call answered to the window, ms p95": round(share(day.answered, 0.95) * 1000),
        "change told, ms p50": round(share(told, 0.5) * 1000),
        "change told, ms p95": round(share(told, 0.95) * 1000),
        "board shown, ms p50": round(share(shown, 0.5) * 1000),
        "board shown, ms p95": round(share(shown, 0.95) * 1000),
        "board shown, ms max": round(max(shown, default=0) * 1000),
        "streams opened": sum(d.opened for d in displays),
        "displays agree at the end": len(set(last)) == 1,
    }


def main() -> None:
    """Simulate and print the table; ends with 1 when anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--var", type=Path, default=server.ROOT / "var" / "bench" / f"hall-{os.getpid()}")
    parser.add_argument("--numbers", type=int, default=200)
    parser.add_argument("--windows", type=int, default=16)
    parser.add_argument("--displays", type=int, default=20)
    parser.add_argument("--minute", type=float, default=60.0, help="seconds the server is cut off")
    parser.add_argument("--pause", type=float, default=0.3, help="seconds between two numbers issued")
    parser.add_argument("--talk", type=float, default=1.5, help="seconds of a talk, on average")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    chosen = parser.parse_args()
    figures = simulate(chosen)
    good = not figures["faults"] and all(v is not False for v in figures.values())
    if chosen.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        print(f"{chosen.numbers} numbers, {chosen.windows} windows, {chosen.displays} displays\n")
        print("| what | figure |\n|---|---|")
        for name, value in figures.items():
            print(f"| {name} | {value} |")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
