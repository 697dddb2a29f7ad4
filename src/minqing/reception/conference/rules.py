"""What a joint conference needs to be called, minuted and followed. Pure.

Articles: 信访工作条例 11, 13 (联席会议: 协调处理重要信访问题), 18(3) (联合接访), 39(3).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, Refused

REGULATION: Final = "信访工作条例"
CONFERENCE: Final = Article(REGULATION, "13(1)")
JOINT_RECEPTION: Final = Article(REGULATION, "18(3)")
UNITS_AT_LEAST: Final = 2
"""A conference joins several: with one unit there is nothing to coordinate."""


class ConferenceKind(StrEnum):
    """会议形式."""

    CONFERENCE = "conference"
    RECEPTION = "reception"


class Stage(StrEnum):
    """会议进行到哪一步."""

    CALLED = "called"
    HELD = "held"
    MINUTED = "minuted"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """参会回执: what a unit answered the notice."""

    WAITING = "waiting"
    COMING = "coming"
    DEPUTY = "deputy"
    ABSENT = "absent"


class Effect(StrEnum):
    """议定事项在信访事项中的效果: nothing beside itself, the lead organ named, a co-handler asked."""

    NONE = "none"
    LEAD = "lead"
    HELP = "help"


class DecisionState(StrEnum):
    """议定事项的状态."""

    DRAFT = "draft"
    OPEN = "open"
    REPORTED = "reported"
    DONE = "done"


KIND_WORDS: Final[Mapping[ConferenceKind, str]] = MappingProxyType(
    {ConferenceKind.CONFERENCE: "信访工作联席会议", ConferenceKind.RECEPTION: "联合接访"}
)
STAGE_WORDS: Final[Mapping[Stage, str]] = MappingProxyType(
    {
        Stage.CALLED: "已通知",
        Stage.HELD: "已开会，待印发纪要",
        Stage.MINUTED: "已印发纪要",
        Stage.CANCELLED: "已取消",
    }
)
ANSWER_WORDS: Final[Mapping[Answer, str]] = MappingProxyType(
    {
        Answer.WAITING: "还没有回执",
        Answer.COMING: "参加",
        Answer.DEPUTY: "派人代为参加",
        Answer.ABSENT: "不能参加",
    }
)
EFFECT_WORDS: Final[Mapping[Effect, str]] = MappingProxyType(
    {
        Effect.NONE: "只作会议议定，不改变事项的承办",
        Effect.LEAD: "牵头受理：指定该单位受理这件信访事项",
        Effect.HELP: "协办：牵头单位受理后请该单位协办",
    }
)
STATE_WORDS: Final[Mapping[DecisionState, str]] = MappingProxyType(
    {
        DecisionState.DRAFT: "待印发",
        DecisionState.OPEN: "落实中",
        DecisionState.REPORTED: "已报完成，待认可",
        DecisionState.DONE: "已完成",
    }
)


@dataclass(frozen=True, slots=True)
class Calling:
    """What a notice says: theme, time, place, host, agenda and units (their ids as text)."""

    theme: str
    starts_at: datetime
    place: str
    host: str
    agenda: Sequence[str]
    units: Sequence[str]
    own_unit: str


def calling_refusal(call: Calling, at: datetime) -> Refused | None:
    """Return why a conference cannot be called so, or None; every gap is named at once."""
    gaps = [
        words
        for words, value in (("议题", call.theme), ("地点", call.place), ("召集人", call.host))
        if not value.strip()
    ]
    if not any(text.strip() for text in call.agenda):
        gaps.append("议程（至少一项）")
    if len(set(call.units) - {call.own_unit}) < UNITS_AT_LEAST:
        gaps.append("参会单位（本单位以外至少两个）")
    if gaps:
        return Incomplete(f"会议通知还缺：{'、'.join(gaps)}。", CONFERENCE)
    if len(set(call.units)) != len(call.units):
        return Conflict("同一个单位只通知一次。", CONFERENCE)
    if call.starts_at <= at:
        return Incomplete("开会时间已经过去；已经开过的会，先通知再记录。", CONFERENCE)
    return None


def answer_refusal(stage: Stage, answer: Answer, attendee: str, words: str) -> Refused | None:
    """Return why a unit's answer cannot be taken so, or None."""
    if stage is not Stage.CALLED:
        return Conflict("会议已经开过或者取消，不用再回执。", CONFERENCE)
    if answer is Answer.WAITING:
        return Incomplete("请选择参加、派人代为参加或者不能参加。", CONFERENCE)
    if answer is Answer.ABSENT and not words.strip():
        return Incomplete("不能参加的，请写明原因。", CONFERENCE)
    if answer is Answer.DEPUTY and not words.strip():
        return Incomplete("派人代为参加的，请写明代替谁、为什么。", CONFERENCE)
    if answer is not Answer.ABSENT and not attendee.strip():
        return Incomplete("请写明谁参加。", CONFERENCE)
    return None


@dataclass(frozen=True, slots=True)
class Seat:
    """How one unit's seat is recorded: came with whom and what was said, or why not."""

    name: str
    came: bool
    who: str
    absence: str
    said: str


def record_refusal(stage: Stage, seats: Sequence[Seat], held_at: datetime, at: datetime) -> Refused | None:
    """Return why a meeting cannot be recorded so, or None; who came and who did not is written for each."""
    if stage not in {Stage.CALLED, Stage.HELD}:
        return Conflict("纪要已经印发或者会议已经取消，不能再改记录。", CONFERENCE)
    if held_at > at:
        return Incomplete("会还没有开，不能先记录。", CONFERENCE)
    unnamed = [seat.name for seat in seats if seat.came and not seat.who.strip()]
    unexplained = [seat.name for seat in seats if not seat.came and not seat.absence.strip()]
    gaps = [f"{name}到会的人" for name in unnamed] + [f"{name}缺席的原因" for name in unexplained]
    if not any(seat.came for seat in seats):
        gaps.append("到会的单位（一个也没有）")
    return Incomplete(f"会议记录还缺：{'、'.join(gaps)}。", CONFERENCE) if gaps else None


@dataclass(frozen=True, slots=True)
class Resolve:
    """One decision as it is written: what, who, by when, meaning what on which matter."""

    text: str
    person: str
    due_on: date
    effect: Effect
    on_a_matter: bool
    lead_already: bool = False


def resolve_refusal(stage: Stage, resolve: Resolve, met_on: date) -> Refused | None:
    """Return why a decision cannot be written so, or None.

    Every decision has an owner, a person and a day; one matter has one lead (24(1)).
    """
    if stage is not Stage.HELD:
        words = "请先记录会议。" if stage is Stage.CALLED else "纪要已经印发，议定事项不能再改。"
        return Conflict(words, CONFERENCE)
    gaps = [
        words for words, value in (("做什么", resolve.text), ("责任人", resolve.person)) if not value.strip()
    ]
    if gaps:
        return Incomplete(f"议定事项还缺：{'、'.join(gaps)}。", CONFERENCE)
    if resolve.due_on < met_on:
        return Incomplete("完成时限不能早于开会的日子。", CONFERENCE)
    if resolve.effect is not Effect.NONE and not resolve.on_a_matter:
        return Incomplete("牵头受理、协办要写明是哪一件信访事项。", CONFERENCE)
    if resolve.effect is Effect.LEAD and resolve.lead_already:
        return Conflict("一件信访事项只能有一个牵头单位。", Article(REGULATION, "24(1)"))
    return None


def minutes_refusal(stage: Stage, decisions: int) -> Refused | None:
    """Return why minutes cannot be issued, or None: what was decided is what they are for."""
    if stage is Stage.CALLED:
        return Incomplete("请先记录会议：谁到会、说了什么。", CONFERENCE)
    if stage is not Stage.HELD:
        return Conflict("纪要已经印发或者会议已经取消。", CONFERENCE)
    if not decisions:
        return Incomplete("还没有议定事项；议而不决的，不能印发纪要。", CONFERENCE)
    return None


def report_refusal(state: DecisionState, text: str) -> Refused | None:
    """Return why a unit cannot report a decision done, or None."""
    if state is not DecisionState.OPEN:
        return Conflict("这一项现在不用报完成情况。", CONFERENCE)
    return None if text.strip() else Incomplete("请写明做了什么、结果怎样。", CONFERENCE)


def judge_refusal(state: DecisionState, *, accept: bool, text: str) -> Refused | None:
    """Return why a report cannot be accepted or sent back, or None.

    What a unit has not reported may be accepted only with what the convenor saw for itself.
    """
    if state not in {DecisionState.OPEN, DecisionState.REPORTED}:
        return Conflict("这一项已经有结果了，或者还没有印发。", CONFERENCE)
    if state is DecisionState.OPEN and not accept:
        return Conflict("责任单位还没有报完成情况，可以催办。", CONFERENCE)
    if not text.strip() and (not accept or state is DecisionState.OPEN):
        words = "请写明核实的情况。" if accept else "请写明为什么退回、还要做什么。"
        return Incomplete(words, CONFERENCE)
    return None


def is_late(state: DecisionState, due_on: date, today: date) -> bool:
    """Return whether a decision is past its day without a report.

    >>> is_late(DecisionState.OPEN, date(2026, 11, 30), date(2026, 12, 1))
    True
    """
    return state is DecisionState.OPEN and due_on < today


def days_to_remind(due_on: date, today: date) -> bool:
    """Return whether a decision still open is reminded of today: three days and one before, then daily."""
    left = (due_on - today).days
    return left <= 0 or left in {1, 3}


def absent_units(answers: Collection[tuple[str, Answer]]) -> tuple[str, ...]:
    """Return the names of units that have not said they come, in their order."""
    return tuple(name for name, answer in answers if answer in {Answer.WAITING, Answer.ABSENT})
