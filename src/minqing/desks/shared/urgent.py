"""逐级报告 as pages draw it: the countdown to the level that must be told next, red as it runs."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from minqing.desks.shared.retelling import retold
from minqing.kernel.people.public import Actor
from minqing.petition.public import coming_in as coming
from minqing.petition.public import urgent


def rung_line(rung: urgent.Rung) -> dict[str, Any]:
    """Return one level: told after how many minutes, or how many are left."""
    late = rung.open and rung.left < 0
    words = _("超时%(n)d分钟") % {"n": -rung.left} if late else _("还有%(n)d分钟") % {"n": rung.left}
    return {
        "to": retold(coming.REPORTED_WORDS[rung.to]),
        "due_at": rung.due_at,
        "late": rung.late,
        "took": "" if rung.took is None else _("%(n)d分钟内报告") % {"n": max(rung.took, 1)},
        "tone": "overdue" if late else "today",
        "said": words,
    }


def urgent_lines(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """Return what the actor must report next, the nearest first."""
    return [{"matter": each.petition, **rung_line(each.rung)} for each in urgent.urgent_due(actor, at)]
