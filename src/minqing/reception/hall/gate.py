"""Who may do what in a hall, and the only way from an id to its rows for somebody.

People at the counter work at the windows of their own organ, or at any window of the hall their organ runs
(引导分诊). Staff of a stationed department (handlers) work at their department's window. The kiosk takes
numbers and checks appointments in. Set-up is the steward's.
"""

from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import DUTY_WORDS, Actor, ActorKind, Duty
from minqing.reception.hall.models import Hall, Ticket, Window

UNKNOWN: Final = "没有这个大厅、窗口或者号，或者您无权使用。"


class Doing(StrEnum):
    """大厅里的权限: what somebody wants to do in a hall."""

    SEE = "see"
    ISSUE = "issue"
    WORK = "work"
    RUN = "run"
    SET_UP = "set_up"


OF_THE_HALL: Final = {
    Doing.SEE: frozenset(
        {Duty.COUNTER, Duty.REGISTRAR, Duty.LEADER, Duty.SUPERVISOR, Duty.STEWARD, Duty.HANDLER}
    ),
    Doing.ISSUE: frozenset({Duty.COUNTER, Duty.REGISTRAR}),
    Doing.WORK: frozenset({Duty.COUNTER, Duty.REGISTRAR}),
    Doing.RUN: frozenset({Duty.COUNTER, Duty.REGISTRAR, Duty.LEADER}),
    Doing.SET_UP: frozenset({Duty.STEWARD}),
}
"""Duties in the organ that runs the hall."""
STATIONED: Final = {
    Doing.SEE: frozenset({Duty.COUNTER, Duty.HANDLER, Duty.LEADER, Duty.REGISTRAR}),
    Doing.ISSUE: frozenset({Duty.COUNTER}),
    Doing.WORK: frozenset({Duty.COUNTER, Duty.HANDLER, Duty.REGISTRAR}),
}
"""Duties in an organ stationed at one of its windows."""
VISITOR_MAY: Final = frozenset({Doing.SEE, Doing.ISSUE})
"""What the kiosk does for whoever stands before it."""


def _posts(actor: Actor, duties: frozenset[Duty]) -> frozenset[UUID]:
    return frozenset(post.organ_id for post in actor.posts if post.duty in duties)


def _why_not(doing: Doing) -> NotAllowed:
    who = "、".join(DUTY_WORDS[d] for d in sorted(OF_THE_HALL[doing] | STATIONED.get(doing, frozenset())))
    return NotAllowed(f"这一步由大厅管理单位或者驻厅单位的{who}进行。")


def halls_for(actor: Actor, doing: Doing = Doing.SEE) -> QuerySet[Hall]:
    """Return the halls in which the actor may do this, in their order."""
    if actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.PETITIONER and doing in VISITOR_MAY):
        return Hall.objects.all()
    if actor.kind is not ActorKind.STAFF:
        return Hall.objects.none()
    own = Q(organ__in=_posts(actor, OF_THE_HALL[doing]))
    stationed = _posts(actor, STATIONED.get(doing, frozenset()))
    if not stationed:
        return Hall.objects.filter(own)
    there = Window.objects.filter(organ__in=stationed, active=True).values("hall")
    return Hall.objects.filter(own | Q(pk__in=there))


def hall_for(actor: Actor, hall_id: UUID, doing: Doing = Doing.SEE, *, lock: bool = False) -> Hall:
    """Return the hall for this actor to do this; raises ``NotAllowed``."""
    rows = halls_for(actor, doing)
    found = (rows.select_for_update() if lock else rows).filter(pk=hall_id).first()
    if found is None:
        raise _why_not(doing) if halls_for(actor).filter(pk=hall_id).exists() else NotAllowed(UNKNOWN)
    return found


def works_at(actor: Actor, window: Window) -> bool:
    """Return whether the actor may receive people at a window whose hall is loaded."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    return actor.kind is ActorKind.STAFF and (
        window.organ_id in _posts(actor, STATIONED[Doing.WORK])
        or window.hall.organ_id in _posts(actor, OF_THE_HALL[Doing.WORK])
    )


def windows_for(actor: Actor) -> QuerySet[Window]:
    """Return the windows at which the actor may receive people, hall by hall."""
    rows = Window.objects.filter(active=True, hall__active=True).select_related("hall", "organ", "room")
    if actor.kind is ActorKind.SYSTEM:
        return rows
    if actor.kind is not ActorKind.STAFF:
        return rows.none()
    return rows.filter(
        Q(organ__in=_posts(actor, STATIONED[Doing.WORK]))
        | Q(hall__organ__in=_posts(actor, OF_THE_HALL[Doing.WORK]))
    )


def window_for(actor: Actor, window_id: UUID, *, lock: bool = False) -> Window:
    """Return a window with its hall for this actor to receive people there; raises ``NotAllowed``.

    Locked, no second call of this window runs meanwhile.
    """
    rows = Window.objects.select_related("hall", "organ", "room")
    if lock:
        rows = rows.select_for_update(of=("self",))
    window = rows.filter(pk=window_id).first()
    if window is None or not works_at(actor, window):
        raise NotAllowed(UNKNOWN if window is None else _why_not(Doing.WORK).reason)
    return window


def ticket_for(actor: Actor, ticket_id: UUID, doing: Doing = Doing.SEE, *, lock: bool = False) -> Ticket:
    """Return a number with hall, service and windows for this actor; raises ``NotAllowed``."""
    rows = Ticket.objects.select_related("hall", "service", "window", "wanted_window")
    if lock:
        rows = rows.select_for_update(of=("self",))
    ticket = rows.filter(pk=ticket_id).first()
    if ticket is None or not halls_for(actor, doing).filter(pk=ticket.hall_id).exists():
        raise NotAllowed(UNKNOWN if ticket is None else _why_not(doing).reason)
    return ticket
