"""Runs a flow with some clients for some seconds and keeps every timing."""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field


@dataclass
class Timings:
    """Seconds per step name, answers per status, and whole flows ended."""

    steps: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[int] = field(default_factory=Counter)
    flows: int = 0
    seconds: float = 0.0
    whole: list[float] = field(default_factory=list)
    stamped: list[tuple[float, float]] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Return whole flows per second."""
        return self.flows / self.seconds if self.seconds else 0.0


def share(values: Iterable[float], part: float) -> float:
    """Return the value below which ``part`` of the values lie; 0 without values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


Flow = Callable[[Timings], None]


def run(flows: Sequence[Flow], seconds: float) -> Timings:
    """Run each flow again and again in a thread of its own for ``seconds``; return all timings together."""
    together = Timings()
    ends = time.perf_counter() + seconds
    parts = [Timings() for _ in flows]
    faults: list[BaseException] = []

    def repeat(flow: Flow, part: Timings) -> None:
        try:
            while time.perf_counter() < ends:
                begun = time.perf_counter()
                flow(part)
                part.flows += 1
                part.whole.append(time.perf_counter() - begun)
                part.stamped.append((time.perf_counter(), part.whole[-1]))
        except BaseException as fault:  # noqa: BLE001 - told by the main thread
            faults.append(fault)

    begun = time.perf_counter()
    threads = [threading.Thread(target=repeat, args=pair) for pair in zip(flows, parts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    together.seconds = time.perf_counter() - begun
    for part in parts:
        together.flows += part.flows
        together.whole += part.whole
        together.stamped += part.stamped
        together.statuses += part.statuses
        for name, values in part.steps.items():
            together.steps[name] += values
    return together
