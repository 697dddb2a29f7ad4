"""What a case page shows of co-handling, records, hearings, settlement and execution."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from minqing.desks.shared import words
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.ribbon import Deadline
from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition, handling

from .kinds import Panel

CO_TONES: Final = {"asked": "active", "given": "done", "declined": "bad", "withdrawn": "stopped"}
CO_WORDS: Final = {"asked": "等待答复", "given": "已答复", "declined": "不能协办", "withdrawn": "已撤回"}
HEARING_WORDS: Final = {
    "applied": "信访人申请，等待决定",
    "noticed": "已通知",
    "held": "已举行，等待听证意见",
    "concluded": "已有听证意见",
    "waived": "信访人没有到场，视为放弃",
    "cancelled": "已取消",
    "refused": "不举行",
}
SETTLEMENT_WORDS: Final = {
    "proposed": "等双方表示意愿",
    "agreed": "已达成协议",
    "refused": "一方不愿意",
    "failed": "没有谈成",
}
EXECUTION_TONES: Final = {
    "open": "active",
    "done": "done",
    "confirmed": "done",
    "disputed": "bad",
    "refused": "bad",
}
EXECUTION_WORDS: Final = {
    "open": "执行中",
    "done": "报告执行完毕，等信访人确认",
    "confirmed": "信访人确认已执行",
    "disputed": "信访人说没有执行到位",
    "refused": "拒不执行，已报督查",
}


def _due(day: date, today: date) -> Deadline:
    tone, said = words.due_words(day, today)
    return Deadline(tone, said, day)


def co_handling(actor: Actor, matter: Petition, today: date) -> Mapping[str, Any] | None:
    """Return the questions asked of other organs; an organ that helps sees its own only."""
    ours = actor.organ_ids()
    lead = matter.holder_id in ours or not (ours & set(matter.co_organs))
    rows = handling.co_questions_of(matter, None if lead else ours)
    if not rows:
        return None
    lines = [
        {
            "row": row,
            "state": retold(CO_WORDS[row.status]),
            "tone": CO_TONES[row.status],
            "deadline": _due(row.due_on, today) if row.status == "asked" else None,
        }
        for row in rows
    ]
    return {"co_lines": lines}


def records(_actor: Actor, matter: Petition, _today: date) -> Mapping[str, Any] | None:
    """Return the records made."""
    return {"records": handling.records_of(matter)}


def hearing(_actor: Actor, matter: Petition, _today: date) -> Mapping[str, Any] | None:
    """Return the hearings with how far each has come."""
    return {
        "hearings": [
            {
                "row": row,
                "state": retold(HEARING_WORDS[row.status]),
                "ground": retold(handling.GROUND_WORDS[handling.Ground(row.ground)]),
                "panel": handling.panel_of(row.participants),
            }
            for row in handling.hearings_of(matter)
        ]
    }


def settlement(_actor: Actor, matter: Petition, _today: date) -> Mapping[str, Any] | None:
    """Return the attempts to settle it."""
    return {
        "settlements": [
            {"row": row, "state": retold(SETTLEMENT_WORDS[row.status])}
            for row in handling.settlements_of(matter)
        ]
    }


def execution(_actor: Actor, matter: Petition, today: date) -> Mapping[str, Any] | None:
    """Return what is followed until it is carried out."""
    return {
        "executions": [
            {
                "row": row,
                "state": retold(EXECUTION_WORDS[row.status]),
                "tone": EXECUTION_TONES[row.status],
                "deadline": _due(row.due_on, today) if row.status in handling.TO_DO else None,
                "progress": [
                    (words.short_day(date.fromisoformat(each["on"]), today), each["words"])
                    for each in row.progress
                ],
            }
            for row in handling.executions_of(matter)
        ]
    }


PANELS: Final = (
    Panel(Annex.CO_HANDLING, "casefile/panel_co_handling.html", co_handling),
    Panel(Annex.RECORDS, "casefile/panel_records.html", records),
    Panel(Annex.HEARING, "casefile/panel_hearing.html", hearing),
    Panel(Annex.SETTLEMENT, "casefile/panel_settlement.html", settlement),
    Panel(Annex.EXECUTION, "casefile/panel_execution.html", execution),
)
