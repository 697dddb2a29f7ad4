"""约访: what may be brought to a leader and what not, said before and when it is refused. Pure.

Articles: 信访工作条例 18 (reception is published), 26 (how matters are asked for in order), 36(3) (what is
concluded is not taken up again). Not taken, by the notices of counties: outside the leader's portfolio,
already in handling within its time, terminated.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from minqing.kernel.law.rules import Article, Conflict, Incomplete, Refused, TooLate
from minqing.reception.days.rules.rota import PUBLISHED

HANDLE: Final = Article("信访工作条例", "34")
BARRED: Final = Article("信访工作条例", "36(3)")
GROUPS: Final = Article("信访工作条例", "20(3)")
MOST_PEOPLE: Final = 5


class Stage(StrEnum):
    """事项走到哪一步: what the person says, or what the matter's code shows."""

    NEW = "new"
    IN_HANDLING = "in_handling"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    ENDED = "ended"


STAGE_WORDS: Final = {
    Stage.NEW: "还没有提出过",
    Stage.IN_HANDLING: "已经提出，正在期限内办理",
    Stage.OVERDUE: "已经提出，过了期限还没有答复",
    Stage.ANSWERED: "已经答复，不满意",
    Stage.ENDED: "已经复核，或者已经终结",
}
TAKEN: Final = (
    "还没有提出过、想当面说的事",
    "过了期限还没有答复的事",
    "已经答复、对答复不满意的事（复查、复核的期限照常计算，请同时申请）",
)
NOT_TAKEN: Final = (
    ("不属于这位领导分管的事", "请预约分管领导，或者写信、到窗口提出，按职责转给有权处理的单位。"),
    ("正在期限内办理的事", "凭查询码看进度；承办单位在期限内书面答复您。"),
    ("已经复核、已经终结的事", "有新的事实和理由，请作为新的事项提出；生活困难的，可以申请帮扶。"),
)


@dataclass(frozen=True, slots=True)
class BookingFacts:
    """What an appointment is judged by; ``now`` in civil time without zone, like ``begins``."""

    begins: dt.datetime
    now: dt.datetime
    published: bool
    cancelled: bool
    slot_exists: bool
    taken: int
    per_slot: int
    subjects: Collection[str]
    about: str
    stage: Stage
    people: int = 1
    booked_already: bool = False


def booking_refusal(facts: BookingFacts) -> Refused | None:  # noqa: PLR0911 - one reason each
    """Return why this appointment cannot be made, with the way that is open instead; None when it can."""
    if not facts.published or facts.cancelled:
        return Conflict("这一天没有安排接访，或者已经取消。请在接访安排里另选一天。", PUBLISHED)
    if facts.now >= facts.begins:
        return TooLate("这个时段已经过了。请另选一个时段，或者直接到窗口取号。", PUBLISHED)
    if not facts.slot_exists:
        return Incomplete("请从列出的时段里选一个。", PUBLISHED)
    if not 1 <= facts.people <= MOST_PEOPLE:
        return Incomplete(f"当面反映的代表不超过{MOST_PEOPLE}人，请推选代表。", GROUPS)
    if facts.stage is Stage.ENDED:
        return Conflict(f"这件事已经终结，领导接访不再受理。{NOT_TAKEN[2][1]}", BARRED)
    if facts.stage is Stage.IN_HANDLING:
        return Conflict(f"这件事正在期限内办理。{NOT_TAKEN[1][1]}过了期限没有答复的，可以再来预约。", HANDLE)
    if facts.subjects and facts.about not in facts.subjects:
        return Conflict(f"这件事不属于这位领导分管。{NOT_TAKEN[0][1]}", PUBLISHED)
    if facts.booked_already:
        return Conflict("您在这一天已经预约过了；要改时段，请先取消原来的预约。", PUBLISHED)
    if facts.taken >= facts.per_slot:
        return Conflict("这个时段已经约满，请另选一个时段。", PUBLISHED)
    return None


def free_slots(
    slots: Sequence[dt.time], taken: dict[dt.time, int], per_slot: int, after: dt.time | None = None
) -> tuple[dt.time, ...]:
    """Return the slots that still take somebody, later than ``after`` if that is given."""
    return tuple(slot for slot in slots if taken.get(slot, 0) < per_slot and (after is None or slot > after))
