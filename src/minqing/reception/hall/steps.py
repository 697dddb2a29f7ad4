"""What every act on a number does: open it locked, check the move, write, record, tell the displays."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from minqing.kernel.law.public import Conflict, Refused
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.reception.hall import live
from minqing.reception.hall.events import NumberMoved, WindowOpened
from minqing.reception.hall.models import Sitting, Ticket, Window
from minqing.reception.hall.rules import states
from minqing.reception.hall.rules.states import AT_A_WINDOW, Act, Standing


def refuse_if(refusal: Refused | None) -> None:
    """Raise the refusal, if there is one."""
    if refusal is not None:
        raise refusal


def digest_of(text: str) -> str:
    """Return what stands in the ledger for a text."""
    return sha256(text.encode()).hexdigest()


def check_version(ticket: Ticket, version: int | None) -> None:
    """Refuse when the number has moved on since the page was shown."""
    if version is not None and version != ticket.version:
        raise Conflict(f"{ticket.shown}号刚刚有了变化，请看最新状态后再操作。")


def check_move(ticket: Ticket, act: Act) -> Standing:
    """Return where the act leads; refuses what is not possible now."""
    found = states.move(Standing(ticket.standing), act)
    if isinstance(found, Refused):
        raise found
    return found


def _stop_talking(ticket: Ticket, at: datetime) -> None:
    """Add the talk that ends now to the seconds served."""
    if ticket.began_at is not None and ticket.standing == Standing.SERVING:
        ticket.served_seconds += max(0, int((at - ticket.began_at).total_seconds()))
        ticket.began_at = None


def take_step(
    actor: Actor,
    ticket: Ticket,
    act: Act,
    at: datetime,
    *,
    window: Window | None = None,
    fields: Collection[str] = (),
) -> Ticket:
    """Carry out an act on a locked number: its standing, its ledger entry, and what the displays are told.

    ``fields`` are further columns the caller has set. ``window`` is where it happens.
    """
    before, after = Standing(ticket.standing), check_move(ticket, act)
    _stop_talking(ticket, at)
    where = window or ticket.window
    ticket.standing = after.value
    ticket.window = where if after in AT_A_WINDOW or after in states.ENDS else None
    if after in states.ENDS:
        ticket.ended_at = at
    ticket.version += 1
    names = {"standing", "window", "version", "served_seconds", "began_at", "ended_at", *fields}
    ticket.save(update_fields=sorted(names))
    record(
        actor=actor,
        chain=ticket.id,
        event=NumberMoved(
            act=act.value,
            before=before.value,
            after=after.value,
            window=where.id if where else None,
            turn=ticket.turn,
            outcome=ticket.outcome if after in states.ENDS else "",
        ),
        at=at,
    )
    live.tell_change(ticket.hall_id, kind=act.value, number=ticket.shown, window=where.name if where else "")
    return ticket


def same_hall(ticket: Ticket, hall_id: UUID) -> None:
    """Refuse to move a number to another hall."""
    if ticket.hall_id != hall_id:
        raise Conflict("号只能在本大厅的窗口之间转。")


def sit_down(actor: Actor, window: Window, at: datetime) -> Sitting:
    """Let the actor sit at a locked window; who sat there before has left."""
    sitting = Sitting.objects.filter(window=window, until=None).first()
    if sitting is not None and sitting.account_id == actor.account_id:
        return sitting
    if sitting is not None:
        sitting.until = at
        sitting.save(update_fields=["until"])
    made = Sitting.objects.create(window=window, account_id=actor.account_id, since=at)
    record(actor=actor, chain=window.hall_id, event=WindowOpened(window.id), at=at)
    live.tell_change(window.hall_id, kind="open_window", window=window.name)
    return made
