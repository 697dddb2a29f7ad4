"""One order or proposal as every page draws it: its words, its colour, by when the reply is due."""

from datetime import date
from typing import Any, Final

from minqing.desks.shared import words
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.ribbon import Deadline
from minqing.supervision.public import orders, proposals

STANDINGS: Final = {
    "issued": ("待签收", "waiting"),
    "acknowledged": ("待反馈", "active"),
    "replied": ("待审核", "active"),
    "returned": ("反馈被退回", "bad"),
    "closed": ("已办结", "done"),
    "escalated": ("已升级", "stopped"),
    "withdrawn": ("已撤销", "stopped"),
}
PROPOSAL_STANDINGS: Final = {
    "issued": ("待反馈", "waiting"),
    "replied": ("已反馈，跟踪中", "active"),
    "done": ("已结束", "done"),
}


def deadline(due: date, today: date, *, waits: bool) -> Deadline | None:
    """Return the clock of a reply while it is owed."""
    if not waits:
        return None
    tone, said = words.due_words(due, today)
    return Deadline(tone, said, due)


def order_line(order: orders.Order, today: date) -> dict[str, Any]:
    """Return one order as a list draws it."""
    said, tone = STANDINGS[order.standing]
    return {
        "row": order,
        "rung": retold(orders.LADDER[orders.Rung(order.rung)].name),
        "way": retold(orders.WAY_WORDS[orders.Way(order.way)]),
        "ground": retold(orders.GROUNDS[orders.Ground(order.ground)].words),
        "cite": retold(orders.GROUNDS[orders.Ground(order.ground)].basis.cite),
        "state": retold(said),
        "tone": tone,
        "deadline": deadline(order.reply_due, today, waits=order.standing in orders.WAITING),
        "effect": retold(orders.EFFECT_WORDS[orders.Effect(order.effect)]) if order.effect else "",
    }


def proposal_line(row: proposals.Proposal, today: date) -> dict[str, Any]:
    """Return one proposal as a list draws it."""
    said, tone = PROPOSAL_STANDINGS[row.standing]
    adoption = retold(proposals.ADOPTION_WORDS[proposals.Adoption(row.adoption)]) if row.adoption else ""
    return {
        "row": row,
        "kind": retold(proposals.KIND_WORDS[proposals.Kind(row.kind)]),
        "state": retold(said),
        "tone": tone,
        "adoption": adoption,
        "deadline": deadline(row.reply_due, today, waits=row.standing == "issued"),
    }
