"""The fixed views of each desk's list: what a tab narrows to. The counts' names are the petition room's.

A tab and its count are one question asked twice; ``tests/desks/listing/test_tabs_agree.py`` keeps them equal.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from minqing.kernel.people.public import Actor, Duty
from minqing.petition.public import FINISHED, State

from .page import Fixed, Tab
from .query import NOBODY

OPEN_STATES: Final = tuple(state.value for state in State if state not in FINISHED)


CASEWORKERS: Final = (Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER, Duty.REVIEWER)


def _held(states: Sequence[State], more: Mapping[str, object]) -> Fixed:
    """Return a view of open matters in the hands of the organs where the actor does casework."""
    wanted = tuple(state.value for state in states) or OPEN_STATES

    def fixed(actor: Actor) -> Mapping[str, object]:
        organs = {organ for duty in CASEWORKERS for organ in actor.organ_ids(duty)}
        holders = tuple(sorted(organs, key=str)) or (NOBODY,)
        return {"states": wanted, "holder_ids": holders, **more}

    return fixed


def _helping(actor: Actor) -> Mapping[str, object]:
    """Return a view of the open matters of other organs with which the actor's organs help."""
    organs = {organ for duty in (Duty.HANDLER, Duty.LEADER) for organ in actor.organ_ids(duty)}
    return {"states": OPEN_STATES, "co_organ_ids": tuple(sorted(organs, key=str)) or (NOBODY,)}


def objected(actor: Actor) -> Mapping[str, object]:
    """Return a view of the matters whose open objection the actor's organs have to decide (23(3))."""
    organs = actor.organ_ids(Duty.REGISTRAR)
    return {"states": (State.REFERRED.value,), "objected_ids": tuple(sorted(organs, key=str)) or (NOBODY,)}


def _tab(key: str, label: str | Promise, *states: State, tone: str = "", **more: object) -> Tab:
    return Tab(key=key, label=label, fixed=_held(states, more), count=key, tone=tone)


REGISTRAR: Final = (
    _tab("new", lazy("新到"), State.RECEIVED),
    _tab("to_refer", lazy("待转送"), State.REGISTERED),
    _tab("repeats", lazy("重复件"), repeats=True),
    _tab("returned", lazy("退回"), State.RETURNED, tone="bad"),
    _tab("due_today", lazy("今日到期"), due="today", tone="today"),
    _tab("overdue", lazy("已超期"), due="overdue", tone="overdue"),
    Tab(key="objections", label=lazy("待核实的异议"), fixed=objected, count="objections", tone="bad"),
)
HANDLER: Final = (
    _tab("mine", lazy("我承办的"), mine=True),
    _tab("to_accept", lazy("待受理"), State.REFERRED),
    _tab("due_today", lazy("今日到期"), due="today", tone="today"),
    _tab("due_soon", lazy("临近到期"), due="soon", tone="soon"),
    _tab("overdue", lazy("已超期"), due="overdue", tone="overdue"),
    Tab(key="co_handling", label=lazy("协办"), fixed=_helping, count="co_handling"),
    _tab("sent_back", lazy("退回修改"), State.HANDLING, returned=True),
    _tab("to_deliver", lazy("待送达"), State.ANSWERED),
    _tab("to_close", lazy("待办结"), State.DELIVERED),
)
LEADER: Final = (
    _tab("approving", lazy("待我签发"), State.APPROVING),
    _tab("overdue", lazy("已超期"), due="overdue", tone="overdue"),
    _tab("due_today", lazy("今日到期"), due="today", tone="today"),
    _tab("due_soon", lazy("临近到期"), due="soon", tone="soon"),
    Tab(key="co_handling", label=lazy("协办"), fixed=_helping, count="co_handling"),
    _tab("open", lazy("本单位全部在办")),
)
REVIEWER: Final = (
    _tab("open", lazy("全部在办")),
    _tab("new", lazy("待登记"), State.RECEIVED),
    _tab("to_refer", lazy("待受理"), State.REGISTERED),
    _tab("mine", lazy("我承办的"), mine=True),
    _tab("sent_back", lazy("退回修改"), State.HANDLING, returned=True),
    _tab("due_today", lazy("今日到期"), due="today", tone="today"),
    _tab("due_soon", lazy("临近到期"), due="soon", tone="soon"),
    _tab("overdue", lazy("已超期"), due="overdue", tone="overdue"),
    _tab("to_deliver", lazy("待送达"), State.ANSWERED),
    _tab("to_close", lazy("待办结"), State.DELIVERED),
)
BY_PAGE: Final[Mapping[str, Sequence[Tab]]] = {
    "registrar:inbox": REGISTRAR,
    "handler:work": HANDLER,
    "leader:work": LEADER,
    "reviewer:work": REVIEWER,
}


def fixed_of(path: str, tab: str, actor: Actor) -> Mapping[str, object]:
    """Return what the list at an address always narrows to, for an export made from it."""
    for page, tabs in BY_PAGE.items():
        if _address(page) == path:
            return next((t.fixed(actor) for t in tabs if t.key == tab), tabs[0].fixed(actor))
    return {}


def _address(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
