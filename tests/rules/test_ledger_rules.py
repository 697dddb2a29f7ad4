"""LEDGER rules: one spelling for everything, and chains no change escapes."""

import dataclasses
import json
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.ledger.bulk import Step, entries_for_copy
from minqing.kernel.ledger.rules import (
    START,
    Event,
    Fault,
    Head,
    Line,
    Report,
    Stream,
    UnfitPayload,
    as_json,
    canonical,
    check_lines,
    check_seals,
    instant,
    next_line,
    payload_of,
    root_of,
    seal_line,
)

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
CHAIN = UUID(int=7)


class Way(StrEnum):
    POST = "post"


@dataclass(frozen=True)
class Part:
    code: str


@dataclass(frozen=True)
class Everything(Event):
    name: ClassVar[str] = "test.everything"
    id: UUID
    day: date
    at: datetime
    way: Way
    amount: Decimal
    parts: tuple[Part, ...]
    kept: frozenset[str]
    digest: bytes
    nothing: None = None
    yes: bool = True


def test_every_type_an_event_may_hold_has_one_spelling() -> None:
    event = Everything(
        id=UUID(int=1),
        day=date(2026, 1, 2),
        at=datetime(2026, 1, 2, 8, tzinfo=timezone(timedelta(hours=8))),
        way=Way.POST,
        amount=Decimal("12.50"),
        parts=(Part("𠮷"), Part("b")),
        kept=frozenset({"b", "a"}),
        digest=b"\x01\xff",
    )
    assert payload_of(event) == {
        "id": "00000000-0000-0000-0000-000000000001",
        "day": "2026-01-02",
        "at": "2026-01-02T00:00:00.000000+00:00",
        "way": "post",
        "amount": "12.50",
        "parts": [{"code": "𠮷"}, {"code": "b"}],
        "kept": ["a", "b"],
        "digest": "01ff",
        "nothing": None,
        "yes": True,
    }


@pytest.mark.parametrize(
    "value",
    [1.5, float("nan"), "a\0b", "\ud800", object(), datetime(2026, 1, 1), {"k": 0.1}],  # noqa: DTZ001
)
def test_what_has_no_single_spelling_is_refused(value: object) -> None:
    with pytest.raises(UnfitPayload):
        as_json(value)


def test_the_canonical_form_is_sorted_tight_and_unescaped() -> None:
    assert canonical({"b": [1, True, None], "a": "龙㛃"}) == '{"a":"龙㛃","b":[1,true,null]}'


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc龙", max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(json_values)
def test_writing_reading_and_writing_again_changes_nothing(value: Any) -> None:
    assert canonical(json.loads(canonical(as_json(value)))) == canonical(as_json(value))


def chain_of(payloads: list[Any], chain: UUID = CHAIN) -> list[Line]:
    lines: list[Line] = []
    last = None
    for number, payload in enumerate(payloads):
        line = next_line(
            chain=chain,
            stream=Stream.ACTS,
            last=last,
            at=AT + timedelta(seconds=number),
            account=UUID(int=number),
            post="科员",
            organ=None,
            name="test.step",
            payload={"value": payload},
        )
        last = (line.seq, line.digest)
        lines.append(line)
    return lines


def checked(lines: list[Line]) -> Report:
    report = Report()
    check_lines(lines, report)
    return report


@given(st.lists(json_values, min_size=1, max_size=6))
def test_a_chain_as_written_is_in_order(payloads: list[Any]) -> None:
    lines = chain_of(payloads)
    report = checked(lines)
    assert (report.ok, report.entries, report.chains) == (True, len(payloads), 1)
    assert (lines[0].seq, lines[0].previous) == (1, START)


CHANGES: dict[str, Any] = {
    "chain": str(UUID(int=8)),
    "stream": "readings",
    "seq": 99,
    "at": instant(AT - timedelta(days=1)),
    "account": str(UUID(int=99)),
    "post": "局长",
    "organ": str(UUID(int=98)),
    "name": "test.other",
    "payload": {"value": "changed"},
    "previous": bytes(31) + b"\x01",
    "digest": bytes(32),
}


@given(st.integers(3, 6), st.data())
def test_changing_any_field_of_any_entry_is_found(length: int, data: st.DataObject) -> None:
    lines = chain_of(list(range(length)))
    at = data.draw(st.integers(0, length - 1))
    name = data.draw(st.sampled_from(sorted(CHANGES)))
    lines[at] = dataclasses.replace(lines[at], **{name: CHANGES[name]})
    assert not checked(lines).ok


def test_every_field_of_a_line_is_among_the_changes_tried() -> None:
    assert {field.name for field in dataclasses.fields(Line)} == set(CHANGES)


@given(st.integers(3, 7), st.data())
def test_leaving_out_repeating_or_moving_an_entry_is_found(length: int, data: st.DataObject) -> None:
    lines = chain_of(list(range(length)))
    gone = data.draw(st.integers(0, length - 2))  # the last entry is the seal's business
    assert Fault.MISSING in {p.fault for p in checked(lines[:gone] + lines[gone + 1 :]).problems}
    assert not checked([*lines[: gone + 1], *lines[gone:]]).ok
    other = data.draw(st.integers(0, length - 1).filter(lambda n: n != gone))
    moved = list(lines)
    moved[gone], moved[other] = moved[other], moved[gone]
    assert not checked(moved).ok


def heads(*chains: int) -> list[Head]:
    return [Head(str(UUID(int=n)), "acts", 1, bytes([n]) * 32) for n in chains]


def test_seals_hang_together_and_cover_exactly_their_heads() -> None:
    first = seal_line(day=date(2026, 1, 1), after=0, upto=5, heads=heads(1, 2), previous=START)
    second = seal_line(day=date(2026, 1, 2), after=5, upto=9, heads=heads(2), previous=first.digest)

    def faults(*seals: Any) -> list[Fault]:
        report = Report()
        check_seals(seals, report)
        return [problem.fault for problem in report.problems]

    assert faults((first, heads(1, 2)), (second, heads(2))) == []
    assert faults((first, heads(1)), (second, heads(2))) == [Fault.ROOT_DIFFERS]
    assert faults((second, heads(2))) == [Fault.SEAL_BROKEN]
    assert faults((dataclasses.replace(first, day="2025-12-31"), heads(1, 2))) == [Fault.SEAL_CHANGED]
    assert root_of([])[1] == 0


@given(st.lists(json_values, min_size=1, max_size=5))
def test_bulk_rows_carry_the_digests_of_the_slow_way(payloads: list[Any]) -> None:
    slow = chain_of(payloads)
    rows = entries_for_copy(
        CHAIN,
        [
            Step(AT + timedelta(seconds=n), "test.step", {"value": payload}, UUID(int=n), "科员")
            for n, payload in enumerate(payloads)
        ],
    )
    assert [(row[2], row[9], row[10]) for row in rows] == [(s.seq, s.previous, s.digest) for s in slow]


def test_bulk_rows_are_made_at_forty_thousand_a_second() -> None:
    payload: Any = {"organ_id": str(UUID(int=3)), "due": "2026-11-30", "mode": "transfer"}
    steps = [Step(AT, "petition.referred", payload, UUID(int=4), "科员", UUID(int=5)) for _ in range(8)]
    chains = [UUID(int=n) for n in range(1000)]
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        for chain in chains:
            entries_for_copy(chain, steps)
        best = max(best, 8000 / (time.process_time() - start))
    assert best >= 40_000
