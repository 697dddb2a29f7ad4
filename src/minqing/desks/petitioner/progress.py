"""What the petitioner sees of a hearing, of mediation and of execution; nothing is read on a plain matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as lazy

from minqing.petition.public import Annex, Level, Procedure, State, handling

if TYPE_CHECKING:
    from minqing.petition import public as petition

HEARING: Final = {
    "applied": lazy("您申请了听证，办理单位还没有答复。"),
    "noticed": lazy("听证已经安排。"),
    "held": lazy("听证已经举行，正在评议。"),
    "concluded": lazy("听证已经有了意见。"),
    "waived": lazy("听证那天您没有到场，视为放弃；事项继续办理，别的权利不受影响。"),
    "cancelled": lazy("听证取消了。"),
    "refused": lazy("办理单位没有举行听证。"),
}
UNDER_WAY: Final = frozenset({"applied", "noticed", "held"})
EXECUTION: Final = {
    "open": lazy("正在执行"),
    "done": lazy("办理单位说已经执行"),
    "confirmed": lazy("您确认已经执行"),
    "disputed": lazy("您说没有执行到位，正在重新执行"),
    "refused": lazy("还没有执行，已经报督查"),
}


def shown(row: petition.Petition) -> dict[str, Any]:
    """Return what the page draws: one query for each kind that is on the matter, none on a plain one."""
    there = set(row.annexes)
    hearings = handling.hearings_of(row) if Annex.HEARING.value in there else []
    hearing = hearings[-1] if hearings else None
    attempts = handling.settlements_of(row) if Annex.SETTLEMENT.value in there else []
    executions = handling.executions_of(row) if Annex.EXECUTION.value in there else []
    return {
        "hearing": hearing,
        "hearing_words": HEARING[hearing.status] if hearing else "",
        "can_apply": may_apply(row) and (hearing is None or hearing.status not in UNDER_WAY),
        "settlement": attempts[-1] if attempts else None,
        "executions": [(each, EXECUTION[each.status]) for each in executions],
    }


def may_apply(row: petition.Petition) -> bool:
    """Return whether a hearing can be asked for: while a claim of the petition procedure is handled."""
    first = row.level == Level.FIRST and row.procedure == Procedure.PETITION
    return first and row.state == State.HANDLING
