"""``make bench``: fill, serve, measure and print the tables; ``BENCH="--sizes 10000 --seconds 5"`` for a short run."""

import argparse
import json
import platform
import random
import time
from pathlib import Path
from typing import Any, Final

from benchmarks import flows, server
from benchmarks.client import Browser
from benchmarks.measure import Timings, run, share

SIZES: Final = (10_000, 1_000_000)
SPIKE_CLIENTS: Final = 40
SPIKE_SECONDS: Final = 30.0
CALM_CLIENTS: Final = 4


def prepared(size: int, var: Path) -> dict[str, Any]:
    """Migrate and fill the data directory once; a later run finds it as it was."""
    var.mkdir(parents=True, exist_ok=True)
    marker = var / "filled.json"
    if marker.exists():
        return dict(json.loads(marker.read_text()))
    print(f"· {size:,} matters: migrate and fill …", flush=True)
    server.minqing(var, "migrate", "--no-input")
    figures = json.loads(server.python(var, "benchmarks.fill", "--matters", str(size)))
    marker.write_text(json.dumps(figures))
    return dict(figures)


def line_of(name: str, timings: Timings) -> dict[str, Any]:
    """Return one line of the table of flows."""
    return {
        "what": name,
        "per_second": round(timings.rate, 1),
        "p50_ms": round(share(timings.whole, 0.5) * 1000, 1),
        "p95_ms": round(share(timings.whole, 0.95) * 1000, 1),
        "step_p95_ms": round(max(share(v, 0.95) for v in timings.steps.values()) * 1000, 1),
        "flows": timings.flows,
    }


def show(title: str, lines: list[dict[str, Any]]) -> None:
    """Print a table in Markdown."""
    print(f"\n### {title}\n")
    heads = list(lines[0])
    print("| " + " | ".join(heads) + " |")
    print("|" + "---|" * len(heads))
    for line in lines:
        print(
            "| "
            + " | ".join(f"{line[h]:,}" if isinstance(line[h], int | float) else str(line[h]) for h in heads)
            + " |"
        )


def step_lines(timings: Timings) -> list[dict[str, Any]]:
    """Return one line per step."""
    return [
        {
            "step": name,
            "calls": len(values),
            "p50_ms": round(share(values, 0.5) * 1000, 1),
            "p95_ms": round(share(values, 0.95) * 1000, 1),
        }
        for name, values in timings.steps.items()
    ]


def spike(port: int, organ_ids: list[str]) -> dict[str, Any]:
    """Answer ten times the load for half a minute, then watch until the 95th percentile is as before."""
    staff = [flows.Staff.sign_in(port, n, organ_ids) for n in range(CALM_CLIENTS)]
    calm = [flows.lifecycle(person) for person in staff]
    before = share(run(calm, 8).whole, 0.95)
    # More sign-ins a minute from one address are refused, as they should be: several windows share a session.
    visitors = [Browser(port, dict(staff[n % CALM_CLIENTS].handler.cookies)) for n in range(SPIKE_CLIENTS)]

    def hammer(browser: Browser) -> Any:
        def flow(timings: Timings) -> None:
            reply = browser.get("/desk/handler/")
            timings.statuses[reply.status] += 1
            timings.steps[str(reply.status)].append(reply.seconds)
            if reply.status == 503 and not reply.retry_after:
                timings.statuses[-1] += 1

        return flow

    under = run([hammer(browser) for browser in visitors], SPIKE_SECONDS)
    begun = time.perf_counter()
    back = None
    while time.perf_counter() - begun < 60:
        if share(run(calm, 4).whole, 0.95) <= before * 1.5:
            back = time.perf_counter() - begun
            break
    return {
        "p95_before_ms": round(before * 1000, 1),
        "answered_200": under.statuses[200],
        "answered_503": under.statuses[503],
        "other": sum(n for status, n in under.statuses.items() if status not in {200, 503, -1}),
        "503_without_retry": under.statuses[-1],
        "p95_of_200_ms": round(share(under.steps["200"], 0.95) * 1000, 1),
        "back_within_s": round(back, 1) if back is not None else "not within 60",
    }


def measured(size: int, var: Path, seconds: float, *, with_spike: bool) -> dict[str, Any]:
    """Measure everything at one size."""
    figures: dict[str, Any] = {"fill": prepared(size, var)}
    facts = json.loads(server.python(var, "benchmarks.facts"))
    with server.serving(var) as running:
        figures["memory_idle_mb"] = round(running.memory_mb())
        staff = [flows.Staff.sign_in(running.port, n, facts["organs"]) for n in range(CALM_CLIENTS)]
        run([flows.lifecycle(staff[0])], 3)
        lines = []
        for name, make in (
            ("a create-assign-resolve-search", flows.lifecycle),
            ("b whole path", flows.whole_path),
        ):
            for clients in (1, CALM_CLIENTS):
                print(f"· {size:,}: {name}, clients: {clients} …", flush=True)
                timings = run([make(person) for person in staff[:clients]], seconds)
                lines.append({"size": size, "clients": clients, **line_of(name, timings)})
                figures[f"steps {name[0]} {clients}"] = step_lines(timings)
        figures["flows"] = lines
        print(f"· {size:,}: pages …", flush=True)
        paths = {
            "handler's list": lambda: "/desk/handler/",
            "registrar's list": lambda: "/desk/registrar/",
            "case page": lambda: f"/desk/matters/{random.choice(facts['matters'])}/",
            "petitioner's first page": lambda: "/",
            "hand-in form": lambda: "/letter/new/",
        }
        viewer = staff[facts["viewer"]].handler if facts["viewer"] < CALM_CLIENTS else staff[0].handler
        own = {name: paths[name] for name in paths if name != "registrar's list"}
        figures["pages"] = step_lines(run([flows.pages(viewer, own)], seconds)) + step_lines(
            run(
                [flows.pages(staff[0].registrar, {"registrar's list": paths["registrar's list"]})],
                seconds / 2,
            )
        )
        figures["memory_loaded_mb"] = round(running.memory_mb())
        (var / "http.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1))
        if with_spike:
            print(f"· {size:,}: ten times the load for {SPIKE_SECONDS:.0f} s …", flush=True)
            figures["spike"] = spike(running.port, facts["organs"])
    (var / "http.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1))
    print(f"· {size:,}: the floor, queries, sweeps …", flush=True)
    figures["floor"] = json.loads(server.python(var, "benchmarks.floor", "--seconds", str(seconds)))
    figures["inside"] = json.loads(server.python(var, "benchmarks.inside"))
    return figures


def main() -> None:
    """Measure at every size and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--var", type=Path, default=server.ROOT / "var" / "bench")
    parser.add_argument("--no-spike", action="store_true")
    chosen = parser.parse_args()
    print(
        f"{platform.machine()}, {platform.system()} {platform.release()}, Python {platform.python_version()}"
    )
    results: dict[int, dict[str, Any]] = {}
    out = chosen.var / "results.json"
    for size in chosen.sizes:
        spike_too = not chosen.no_spike and size == max(chosen.sizes)
        results[size] = measured(size, chosen.var / str(size), chosen.seconds, with_spike=spike_too)
        out.write_text(json.dumps(results, ensure_ascii=False, indent=1))
    report(results)
    print(f"\nAll figures: {out}")


def report(results: dict[int, dict[str, Any]]) -> None:
    """Print all tables, and how each figure changes with size."""
    for size, figures in results.items():
        fill = figures["fill"]
        print(
            f"\n## {size:,} matters\n\nFilled at {fill['per_second']:,.0f} matters/s "
            f"(indexes {fill['index_seconds']:.0f} s). Memory {figures['memory_idle_mb']:,} MiB idle, "
            f"{figures['memory_loaded_mb']:,} MiB after load."
        )
        floor = figures["floor"]
        for line in figures["flows"]:
            key = f"{line['what'][0]}{line['clients']}"
            line["floor_per_second"] = floor[key]
            line["of_floor"] = round(line["per_second"] / floor[key], 3)
        show("Flows through HTTP (floor: the same rows by plain psycopg)", figures["flows"])
        show("Steps of b with 4 clients", figures["steps b 4"])
        show("Pages", figures["pages"])
        show("Queries per page, and sweeps", figures["inside"])
        if "spike" in figures:
            show("Ten times the load for 30 s", [figures["spike"]])
    if len(results) > 1:
        first, *_, last = results
        lines = []
        for kind, name, value in (("flows", "what", "p95_ms"), ("pages", "step", "p95_ms")):
            for small, big in zip(results[first][kind], results[last][kind], strict=True):
                ratio = round(big[value] / small[value], 2) if small[value] else 0
                lines.append(
                    {
                        "what": f"{small[name]} {small.get('clients', '')}",
                        "small": small[value],
                        "big": big[value],
                        "ratio": ratio,
                    }
                )
        show(f"p95 in ms from {first:,} to {last:,}", lines)


if __name__ == "__main__":
    main()
