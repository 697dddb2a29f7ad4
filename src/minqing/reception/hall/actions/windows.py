"""窗口值守: somebody sits down at a window or leaves it; its numbers stay in the queue."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.law.public import Conflict
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.reception.hall import live
from minqing.reception.hall.actions.day import day_of
from minqing.reception.hall.events import WindowClosed
from minqing.reception.hall.gate import window_for
from minqing.reception.hall.models import Sitting, Ticket, Window
from minqing.reception.hall.queries import at_window
from minqing.reception.hall.rules.states import Act, Standing
from minqing.reception.hall.steps import sit_down, take_step


def open_window(*, actor: Actor, window_id: UUID, at: datetime) -> Sitting:
    """开始值守: sit down at a window; displays show it open. Records ``reception.window_opened``."""
    with transaction.atomic():
        window = window_for(actor, window_id, lock=True)
        day_of(actor, window.hall, at)
        return sit_down(actor, window, at)


def close_window(*, actor: Actor, window_id: UUID, at: datetime) -> Window:
    """暂停接待: leave the window (lunch, end of duty); a number called but not yet there keeps its old place.

    Numbers kept for this window alone stay waiting for it. Records ``reception.window_closed``. Refused while
    somebody is being received.
    """
    with transaction.atomic():
        window = window_for(actor, window_id, lock=True)
        here = at_window(window.id)
        if here is not None and here.standing == Standing.SERVING:
            raise Conflict(f"{here.shown}号正在接谈，请先办完或者暂挂。")
        if here is not None:
            ticket = (
                Ticket.objects.select_for_update(of=("self",))
                .select_related("hall", "window")
                .get(pk=here.pk)
            )
            take_step(actor, ticket, Act.RETURN, at)
        Sitting.objects.filter(window=window, until=None).update(until=at)
        record(actor=actor, chain=window.hall_id, event=WindowClosed(window.id), at=at)
        live.tell_change(window.hall_id, kind="close_window", window=window.name)
        return window
