"""What displays are told: a board first, then each change; after an absence what they missed."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from minqing.project.live import hub as hubs
from minqing.project.live.hub import Full, Hub, Listener
from minqing.project.live.stream import event, last_number


class Boards:
    """Boards as the database would give them: the revision of the moment; ``reads`` counts."""

    def __init__(self) -> None:
        self.revision, self.reads, self.gone = 10, 0, False

    async def __call__(self, hall: str) -> dict[str, Any] | None:
        self.reads += 1
        await asyncio.sleep(0)
        if self.gone:
            raise ConnectionError
        return {"revision": self.revision, "day": "2026-11-23"} if hall == "hall" else None


def told(listener: Listener) -> list[str]:
    """Return what waits for a display, in short: name and number."""
    found = []
    while not listener.waiting.empty():
        lines = listener.waiting.get_nowait().decode().splitlines()
        parts = dict(line.split(": ", 1) for line in lines if line)
        found.append(parts["event"] + (f" {parts['id']}" if "id" in parts else ""))
    return found


def change(boards: Boards, hub: Hub, hall: str = "hall") -> None:
    boards.revision += 1
    hub.changed({"hall": hall, "revision": boards.revision, "kind": "call", "number": "A001"})


def play(story: Callable[[Hub, Boards], Coroutine[Any, Any, None]]) -> None:
    """Let a story happen in a thread of its own: a browser of another test may keep a loop here."""

    async def run() -> None:
        boards = Boards()
        hub = Hub(boards)
        hub.found()
        await story(hub, boards)

    with ThreadPoolExecutor(max_workers=1) as other:
        other.submit(asyncio.run, run()).result()


async def joined(hub: Hub, last: int | None = None) -> Listener:
    listener = await hub.join("hall", last)
    assert listener is not None
    return listener


async def settled() -> None:
    for _ in range(6):
        await asyncio.sleep(0)


def test_a_display_gets_the_board_then_each_change_and_the_board_after_it() -> None:
    async def story(hub: Hub, boards: Boards) -> None:
        display = await joined(hub)
        assert told(display) == ["board 10"]
        change(boards, hub)
        await settled()
        assert told(display) == ["change 11", "board"]

    play(story)


def test_a_hundred_displays_cost_one_reading() -> None:
    async def story(hub: Hub, boards: Boards) -> None:
        displays = [await joined(hub) for _ in range(100)]
        assert boards.reads == 1
        change(boards, hub)
        change(boards, hub)
        change(boards, hub)
        await settled()
        assert boards.reads <= 3
        assert all(told(d)[-4:][-1] == "board" for d in displays)

    play(story)


def test_a_display_that_was_away_gets_what_it_missed() -> None:
    async def story(hub: Hub, boards: Boards) -> None:
        await joined(hub)
        for _ in range(3):
            change(boards, hub)
        await settled()
        assert told(await joined(hub, last=11)) == ["change 12", "change 13", "board 13"]
        assert told(await joined(hub, last=13)) == ["board 13"]
        assert told(await joined(hub, last=3)) == ["board 13"]
        assert told(await joined(hub)) == ["board 13"]

    play(story)


def test_when_the_database_is_gone_displays_are_told_and_get_the_board_afterwards() -> None:
    async def story(hub: Hub, boards: Boards) -> None:
        display = await joined(hub)
        told(display)
        hub.lost()
        hub.lost()
        assert told(display) == ["lost"]
        boards.revision = 40
        hub.found()
        await settled()
        assert told(display) == ["board"]
        # Changes from before the gap are not pretended to be all there is.
        assert told(await joined(hub, last=39)) == ["board 40"]

    play(story)


def test_a_reading_that_fails_says_so_and_keeps_the_displays() -> None:
    async def story(hub: Hub, boards: Boards) -> None:
        display = await joined(hub)
        boards.gone = True
        change(boards, hub)
        await settled()
        assert told(display) == ["board 10", "change 11", "lost"]
        with pytest.raises(ConnectionError):
            await hub.join("hall", None)
        assert hub.count == 1

    play(story)


def test_a_display_too_slow_to_follow_starts_again_from_the_board() -> None:
    async def story(hub: Hub, boards: Boards) -> None:
        slow = await joined(hub)
        for _ in range(hubs.PATIENCE + 20):
            change(boards, hub)
        await settled()
        waiting = told(slow)
        assert len(waiting) < hubs.PATIENCE
        assert waiting[-1] == "board"

    play(story)


def test_an_unknown_hall_and_one_display_too_many_are_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(hub: Hub, boards: Boards) -> None:
        assert await hub.join("nowhere", None) is None
        monkeypatch.setattr(hubs, "MOST_LISTENERS", 2)
        first = await joined(hub)
        await joined(hub)
        with pytest.raises(Full):
            await hub.join("hall", None)
        hub.leave(first)
        await joined(hub)

    play(story)


def test_a_sign_of_life_and_on_a_new_day_a_new_board() -> None:
    async def story(hub: Hub, boards: Boards) -> None:
        display = await joined(hub)
        told(display)
        hub.beat("2026-11-23")
        await settled()
        assert told(display) == ["beat"]
        hub.beat("2026-11-24")
        await settled()
        assert told(display) == ["beat", "board"]

    play(story)


def test_changes_of_one_hall_do_not_reach_another() -> None:
    async def story(hub: Hub, boards: Boards) -> None:
        display = await joined(hub)
        told(display)
        change(boards, hub, hall="other")
        await settled()
        assert told(display) == []

    play(story)


def test_an_event_is_one_block_and_nonsense_is_no_number() -> None:
    spelled = event("change", {"window": "3号窗口\n\nevent: x"}, number=5)
    assert spelled.count(b"\n\n") == 1
    assert spelled.endswith(b"\n\n")
    assert [last_number(t) for t in ("7", "", "-1", "x", "9" * 40, "７")] == [7, None, None, None, None, None]
