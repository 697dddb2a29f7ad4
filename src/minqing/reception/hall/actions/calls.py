"""叫号: the next number to a window, and whatever becomes of it there.

Nobody is called twice: the window's row is locked, the number is taken with FOR UPDATE SKIP LOCKED, and two
unique constraints stand behind both (one number at a window, one call a turn).
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.reception.hall import live
from minqing.reception.hall.actions.day import day_of
from minqing.reception.hall.events import NumberLinked, NumberNoted, NumberRecalled
from minqing.reception.hall.gate import Doing, ticket_for, window_for, works_at
from minqing.reception.hall.models import Call, Service, Ticket, TicketNote, Window
from minqing.reception.hall.queries import at_window, take_next
from minqing.reception.hall.rules import order, states
from minqing.reception.hall.rules.states import Act
from minqing.reception.hall.steps import (
    check_move,
    check_version,
    digest_of,
    refuse_if,
    same_hall,
    sit_down,
    take_step,
)


def _at_my_window(actor: Actor, ticket_id: UUID, version: int | None) -> Ticket:
    """Return a locked number that is at a window where the actor receives people."""
    ticket = ticket_for(actor, ticket_id, Doing.WORK, lock=True)
    check_version(ticket, version)
    if ticket.window is not None:
        ticket.window.hall = ticket.hall
        if not works_at(actor, ticket.window):
            raise NotAllowed(f"{ticket.shown}号在{ticket.window}，由那个窗口办理。")
    return ticket


def _free_window(actor: Actor, window_id: UUID, at: datetime) -> Window:
    """Return the locked window, with nobody at it, on a day that is open, the actor sitting there."""
    window = window_for(actor, window_id, lock=True)
    day_of(actor, window.hall, at)
    here = at_window(window.id)
    if here is not None:
        words = states.STANDING_WORDS[states.Standing(here.standing)]
        raise Conflict(f"{window}还有{here.shown}号（{words}），请先办完、暂挂、转窗口或者跳过，再叫下一位。")
    sit_down(actor, window, at)
    return window


def _call(actor: Actor, ticket: Ticket, window: Window, at: datetime) -> Ticket:
    ticket.turn += 1
    ticket.recalls, ticket.called_at = 0, at
    check_move(ticket, Act.CALL)
    Call.objects.create(ticket=ticket, window=window, turn=ticket.turn, by_id=actor.account_id, at=at)
    # Last of all: from here to the end of the transaction the hall's row is locked.
    return take_step(actor, ticket, Act.CALL, at, window=window, fields=("turn", "recalls", "called_at"))


def call_next(*, actor: Actor, window_id: UUID, at: datetime) -> Ticket | None:
    """叫下一位: the next number for this window's services is called; None when nobody waits.

    Whoever receives people at this window; they sit there from now on. Records ``reception.number_moved``.
    Refused while a number is at the window, and once the day is closed.
    """
    with transaction.atomic():
        window = _free_window(actor, window_id, at)
        found = take_next(window, at)
        if found is None:
            return None
        ticket, run = found
        if run != window.run:
            window.run = run
            window.save(update_fields=["run"])
        return _call(actor, ticket, window, at)


def call_number(*, actor: Actor, window_id: UUID, ticket_id: UUID, at: datetime) -> Ticket:
    """点叫: call one waiting number out of its turn, where it is needed; recorded like any call.

    Refused when another window was faster.
    """
    with transaction.atomic():
        window = _free_window(actor, window_id, at)
        ticket = ticket_for(actor, ticket_id, Doing.WORK, lock=True)
        same_hall(ticket, window.hall_id)
        if ticket.day != civil_day(at):
            raise Conflict("这个号不是今天的队伍里的。")
        return _call(actor, ticket, window, at)


def recall_number(*, actor: Actor, ticket_id: UUID, at: datetime, version: int | None = None) -> Call:
    """重呼: show and speak the number once more, as often as the hall allows. Records it."""
    with transaction.atomic():
        ticket = _at_my_window(actor, ticket_id, version)
        check_move(ticket, Act.RECALL)
        refuse_if(states.recall_refusal(ticket.recalls, ticket.hall.limits))
        if ticket.window is None:
            raise Conflict("这个号不在窗口。")
        ticket.recalls += 1
        ticket.version += 1
        ticket.save(update_fields=["recalls", "version"])
        call = Call.objects.create(
            ticket=ticket,
            window=ticket.window,
            turn=ticket.turn,
            nth=ticket.recalls,
            by_id=actor.account_id,
            at=at,
        )
        event = NumberRecalled(window=ticket.window.id, turn=ticket.turn, nth=ticket.recalls)
        record(actor=actor, chain=ticket.id, event=event, at=at)
        live.tell_change(
            ticket.hall_id,
            kind="recall",
            number=ticket.shown,
            window=ticket.window.name,
            nth=ticket.recalls,
        )
        return call


def begin_talk(*, actor: Actor, ticket_id: UUID, at: datetime, version: int | None = None) -> Ticket:
    """开始接谈: the visitor is at the window; the talk's time runs."""
    with transaction.atomic():
        ticket = _at_my_window(actor, ticket_id, version)
        ticket.began_at = at
        return take_step(actor, ticket, Act.BEGIN, at)


def hold_number(
    *, actor: Actor, ticket_id: UUID, note: str = "", at: datetime, version: int | None = None
) -> Ticket:
    """暂挂: the visitor fetches something, or something is looked up; this window keeps the number."""
    with transaction.atomic():
        ticket = _at_my_window(actor, ticket_id, version)
        _note(actor, ticket, note, at)
        ticket.wanted_window = ticket.window or ticket.wanted_window
        return take_step(actor, ticket, Act.HOLD, at, fields=("wanted_window",))


def skip_number(*, actor: Actor, ticket_id: UUID, at: datetime, version: int | None = None) -> Ticket:
    """跳过: nobody came; ten minutes behind, and after the hall's limit missed (过号)."""
    with transaction.atomic():
        ticket = _at_my_window(actor, ticket_id, version)
        act = states.skipped(ticket.skips, ticket.hall.limits)
        ticket.skips += 1
        ticket.place = order.place_back(ticket.place, at)
        return take_step(actor, ticket, act, at, fields=("skips", "place"))


def return_number(*, actor: Actor, ticket_id: UUID, at: datetime, version: int | None = None) -> Ticket:
    """回到队伍: a held number, or one called before lunch, takes its old place; a missed one waits a little.

    At any window of the hall or the guide's desk.
    """
    with transaction.atomic():
        ticket = ticket_for(actor, ticket_id, Doing.WORK, lock=True)
        check_version(ticket, version)
        if ticket.standing == states.Standing.MISSED:
            ticket.skips = 0
            ticket.place = order.place_back(ticket.place, at)
        return take_step(actor, ticket, Act.RETURN, at, fields=("skips", "place"))


def pass_on(
    *,
    actor: Actor,
    ticket_id: UUID,
    service_id: UUID | None = None,
    window_id: UUID | None = None,
    note: str = "",
    at: datetime,
    version: int | None = None,
) -> Ticket:
    """转窗口: on to another service or window of the hall, in its old place, with the notes already taken.

    Refused without a service or window to go to, and where nobody would ever call it.
    """
    with transaction.atomic():
        ticket = _at_my_window(actor, ticket_id, version)
        if window_id is None and service_id is None:
            raise Incomplete("请选择转到哪项业务或者哪个窗口。")
        if service_id is not None:
            service = Service.objects.filter(pk=service_id, hall=ticket.hall, active=True).first()
            if service is None:
                raise NotAllowed("本大厅现在不办这项业务。")
            ticket.service = service
        ticket.wanted_window = None
        if window_id is not None:
            window = Window.objects.filter(pk=window_id, hall=ticket.hall, active=True).first()
            if window is None:
                raise NotAllowed("本大厅没有这个窗口，或者窗口已经停用。")
            ticket.wanted_window = window
        elif not ticket.service.windows.filter(active=True).exists():
            raise Conflict(f"没有窗口办理“{ticket.service}”，请指定窗口。")
        _note(actor, ticket, note, at)
        ticket.skips = 0
        return take_step(actor, ticket, Act.PASS_ON, at, fields=("service", "wanted_window", "skips"))


def finish_number(
    *,
    actor: Actor,
    ticket_id: UUID,
    outcome: str,
    subject_id: UUID | None = None,
    at: datetime,
    version: int | None = None,
) -> Ticket:
    """办完: the visit is over; ``outcome`` is a code of its result, ``subject_id`` the matter it became."""
    with transaction.atomic():
        ticket = _at_my_window(actor, ticket_id, version)
        if not outcome.strip():
            raise Incomplete("请选择接待结果。")
        ticket.outcome = outcome.strip()
        ticket.subject_id = subject_id or ticket.subject_id
        return take_step(actor, ticket, Act.FINISH, at, fields=("outcome", "subject_id"))


def leave(*, actor: Actor, ticket_id: UUID, at: datetime, version: int | None = None) -> Ticket:
    """离开: the visitor does not want to wait any longer; the number ends."""
    with transaction.atomic():
        ticket = ticket_for(actor, ticket_id, Doing.WORK, lock=True)
        check_version(ticket, version)
        ticket.outcome = "left"
        return take_step(actor, ticket, Act.LEAVE, at, fields=("outcome",))


def link_number(*, actor: Actor, ticket_id: UUID, subject_id: UUID, at: datetime) -> Ticket:
    """关联事项: note what the visit became while the talk goes on. Records ``reception.number_linked``."""
    with transaction.atomic():
        ticket = _at_my_window(actor, ticket_id, None)
        ticket.subject_id = subject_id
        ticket.version += 1
        ticket.save(update_fields=["subject_id", "version"])
        record(actor=actor, chain=ticket.id, event=NumberLinked(subject_id), at=at)
        return ticket


def add_ticket_note(*, actor: Actor, ticket_id: UUID, text: str, at: datetime) -> TicketNote:
    """接谈笔记: take something down; the next window reads it. Records only its digest."""
    with transaction.atomic():
        ticket = _at_my_window(actor, ticket_id, None)
        note = _note(actor, ticket, text, at)
        if note is None:
            raise Incomplete("笔记没有内容。")
        return note


def _note(actor: Actor, ticket: Ticket, text: str, at: datetime) -> TicketNote | None:
    if not text.strip():
        return None
    note = TicketNote.objects.create(
        ticket=ticket, window=ticket.window, by_id=actor.account_id, text=text.strip(), at=at
    )
    record(actor=actor, chain=ticket.id, event=NumberNoted(note.id, digest_of(note.text)), at=at)
    return note
