"""听取陈述·调查笔录: how the petitioner was heard, what a record needs, when an opinion may go up. Pure.

Articles: 信访工作条例 31[6] 「应当听取信访人陈述事实和理由，并调查核实，出具信访处理意见书」, 32(1).
Elements of a record: law.md 8.1 (time, place, persons, question and answer, read-over, signatures).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from minqing.kernel.law.rules import Article, Incomplete, Refused
from minqing.petition.matter.rules import REGULATION, Level, Procedure, Purpose

HEARS: Final = Article(
    REGULATION,
    "31[6]",
    "应当听取信访人陈述事实和理由，并调查核实，出具信访处理意见书",
)


class Way(StrEnum):
    """听取陈述的方式; the last two say why the petitioner could not be heard."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    VIDEO = "video"
    WRITTEN = "written"
    NOT_REACHED = "not_reached"
    DECLINED = "declined"


WAY_WORDS: Final[Mapping[Way, str]] = MappingProxyType(
    {
        Way.IN_PERSON: "当面听取",
        Way.TELEPHONE: "电话听取",
        Way.VIDEO: "视频听取",
        Way.WRITTEN: "书面陈述",
        Way.NOT_REACHED: "联系不上信访人",
        Way.DECLINED: "信访人不愿陈述",
    }
)
NOT_HEARD: Final = frozenset({Way.NOT_REACHED, Way.DECLINED})


@dataclass(frozen=True, slots=True)
class HeardDraft:
    """听取陈述 in short: how, on which day, what was said; or why it could not be, with what was tried."""

    way: Way | str
    heard_on: date | None
    points: str


def read_way(text: str) -> Way | None:
    """Return the way of a stored or typed value, None for anything else."""
    return Way(text) if text in set(Way) else None


def heard_refusal(draft: HeardDraft, *, accepted_on: date | None, on: date) -> Refused | None:
    """Return why the hearing of the petitioner is not recorded so, or None.

    The day lies between acceptance and today; the main points are there, or – where nobody was heard – what
    was tried when and with what evidence.
    """
    way = read_way(str(draft.way))
    if way is None:
        return Incomplete("请写明怎样听取了信访人的陈述；没有听取到的，写明原因。", HEARS)
    if draft.heard_on is None:
        return Incomplete("请写明听取陈述的日期。", HEARS)
    if draft.heard_on > on or (accepted_on is not None and draft.heard_on < accepted_on):
        return Incomplete("听取陈述的日期应当在受理之后，不晚于今天。", HEARS)
    if not draft.points.strip():
        wanted = (
            "请写明联系的经过、次数和依据（如通话记录、退回的信件）。"
            if way is Way.NOT_REACHED
            else "请写明信访人不愿陈述的经过和依据。"
            if way is Way.DECLINED
            else "请写明信访人陈述的要点。"
        )
        return Incomplete(wanted, HEARS)
    return None


def unheard_refusal(
    *, purpose: Purpose | None, procedure: Procedure | None, level: Level, heard_on: date | None
) -> Refused | None:
    """Return why an opinion may not be sent up before the petitioner was heard, or None.

    31[6] only: a claim in the petition procedure proper, at the first level. Not for proposals, accusations
    and what a statutory duty covers; review has its own articles (35, 36).
    """
    if purpose is not Purpose.CLAIM or procedure is not Procedure.PETITION or level is not Level.FIRST:
        return None
    if heard_on is not None:
        return None
    return Incomplete(
        "还没有听取信访人陈述，不能送审。请记下听取的时间、方式和要点；"
        "联系不上或者信访人不愿陈述的，写明经过和依据。",
        HEARS,
    )


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """一份笔录, as written at the table; ``dialogue`` is text, question and answer by turns."""

    way: Way | str
    held_on: date | None
    times: str
    place: str
    asker: str
    recorder: str
    speaker: str
    dialogue: str
    signed: str


def record_refusal(draft: RecordDraft, *, accepted_on: date | None, on: date) -> Refused | None:
    """Return why a record is not complete, every gap named at once, or None."""
    gaps = [
        words
        for words, value in (
            ("起止时间", draft.times),
            ("地点", draft.place),
            ("询问人", draft.asker),
            ("记录人", draft.recorder),
            ("被询问人", draft.speaker),
            ("核对和签名的情况", draft.signed),
        )
        if not value.strip()
    ]
    exchanges = exchanges_of(draft.dialogue)
    if not exchanges:
        gaps.append("问答（一行“问：”，一行“答：”）")
    if draft.held_on is None:
        gaps.append("日期")
    if gaps:
        return Incomplete(f"笔录还缺：{'、'.join(gaps)}。", HEARS)
    unanswered = [str(n) for n, each in enumerate(exchanges, start=1) if not each["answer"]]
    if unanswered:
        return Incomplete(f"第{'、'.join(unanswered)}问没有记下回答；没有回答的，写“不作回答”。", HEARS)
    day = draft.held_on
    if day is not None and (day > on or (accepted_on is not None and day < accepted_on)):
        return Incomplete("笔录的日期应当在受理之后，不晚于今天。", HEARS)
    return None


# As typed on a page in either writing of Chinese, or in English.
ASKS: Final = frozenset({"问：", "问:", "問：", "問:", "Q:", "Q："})
ANSWERS: Final = frozenset({"答：", "答:", "A:", "A："})


def exchanges_of(dialogue: str) -> list[dict[str, str]]:
    r"""Return question and answer by turns from text as one writes it; further lines go on with the last one.

    >>> exchanges_of("问：路是哪天塌的？\n答：六月三日。\n那天下大雨。")
    [{'question': '路是哪天塌的？', 'answer': '六月三日。\n那天下大雨。'}]
    """
    turns: list[dict[str, str]] = []
    part = ""
    for raw in dialogue.splitlines():
        line = raw.strip()
        mark, rest = line[:2], line[2:].strip()
        if mark in ASKS:
            turns.append({"question": rest, "answer": ""})
            part = "question"
        elif mark in ANSWERS and turns:
            turns[-1]["answer"] = _joined(turns[-1]["answer"], rest)
            part = "answer"
        elif line and turns:
            turns[-1][part] = _joined(turns[-1][part], line)
    return turns


def _joined(first: str, second: str) -> str:
    return f"{first}\n{second}" if first and second else first or second


def spoken_of(exchanges: Sequence[Mapping[str, str]]) -> str:
    """Return the answers alone, for a list that shows a record in a few words."""
    return "；".join(each["answer"] for each in exchanges)
