"""Who is told what of the leaders' days: leaders and owners in the program, who booked on their telephone."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from minqing.kernel.notifications.public import ContactKind, notify, send_message
from minqing.kernel.people.public import reveal_field
from minqing.reception.days.models import DayBooking, Instruction, LeaderDay

PLAN = "/desk/days/"


def _day(day: date) -> str:
    return _("%(month)d月%(day)d日") % {"month": day.month, "day": day.day}


def tell_leaders(leaders: Iterable[UUID], *, name: str, title: str, subject: UUID, link: str) -> None:
    """Show a notice to leaders about their days."""
    notify(account_ids=leaders, event_name=name, subject_id=subject, title=title, link=link)


def tell_published(days: Iterable[LeaderDay]) -> None:
    """Tell each leader once which of their days were published."""
    by_leader: dict[UUID, list[LeaderDay]] = {}
    for day in days:
        by_leader.setdefault(day.leader_id, []).append(day)
    for leader, own in by_leader.items():
        first = _day(own[0].day)
        words = _("您的接访日已经公布：%(first)s起共%(n)d天") % {"first": first, "n": len(own)}
        tell_leaders(
            [leader],
            name="reception.rota_published",
            title=words,
            subject=own[0].id,
            link="/desk/leader/day/",
        )


def tell_covered(day: LeaderDay) -> None:
    """Tell who now receives on that day."""
    words = _("%(day)s改由您接访") % {"day": _day(day.day)}
    tell_leaders(
        [day.leader_id],
        name="reception.leader_day_covered",
        title=words,
        subject=day.id,
        link=f"{PLAN}{day.id}/",
    )


def tell_booked(booking: DayBooking, words: str) -> None:
    """Send who booked a message without the content of their matter; nothing where no telephone is known."""
    telephone = reveal_field(booking.person, "telephone")
    if telephone:
        send_message(
            contact_kind=ContactKind.TELEPHONE,
            contact=telephone,
            subject=_("领导接访预约"),
            body=words,
            event_name="reception.leader_booked",
            subject_id=booking.id,
        )


def tell_cancelled(day: LeaderDay, bookings: Iterable[DayBooking]) -> None:
    """Tell everybody who booked that the day is off and what to do instead."""
    for booking in bookings:
        tell_booked(
            booking,
            _("您预约的%(day)s领导接访取消了。请在接访安排页面另约，或者到信访大厅窗口反映。")
            % {"day": _day(day.day)},
        )


def tell_instructed(instruction: Instruction) -> None:
    """Tell the owner of a new instruction and its day."""
    words = _("领导接访批示请您落实，%(day)s以前") % {"day": _day(instruction.due_on)}
    _about(instruction, [instruction.owner_id], "reception.instruction_given", words)


def tell_reported(instruction: Instruction) -> None:
    """Tell the leader that a result was reported."""
    _about(instruction, [instruction.leader_id], "reception.instruction_moved", _("批示已报结果，请您确认"))


def tell_returned(instruction: Instruction) -> None:
    """Tell the owner that the leader wants it done again."""
    _about(instruction, [instruction.owner_id], "reception.instruction_moved", _("批示落实被退回，请再办"))


def tell_due(instruction: Instruction, tone: str) -> None:
    """Remind the owner of a day that is near or past; when past, the leader is told as well."""
    said = {"day": _day(instruction.due_on)}
    if tone == "overdue":
        who = [instruction.owner_id, instruction.leader_id]
        words = _("领导接访批示已过期（%(day)s），还没有报结果") % said
    else:
        who, words = [instruction.owner_id], _("领导接访批示%(day)s到期，请报结果") % said
    _about(instruction, who, "reception.instruction_due", words)


def _about(instruction: Instruction, who: list[UUID], name: str, words: str) -> None:
    notify(
        account_ids=who,
        event_name=name,
        subject_id=instruction.id,
        title=words,
        link=f"{PLAN}records/{instruction.record_id}/",
    )
