"""Who is told of an order: the organ urged at once, the supervisor of the reply, both when it is late."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse

from minqing.kernel.notifications.public import notify
from minqing.kernel.people.public import Duty, duty_holders
from minqing.petition.public import Petition
from minqing.supervision.orders.models import Order
from minqing.supervision.orders.rules import LADDER, Rung

TOLD: Final = (Duty.REGISTRAR, Duty.LEADER)


def _free(accounts: Iterable[UUID], matter: Petition) -> list[UUID]:
    """Return those the matter is not kept from."""
    away = set(matter.kept_accounts or ())
    return [each for each in accounts if each not in away]


def urged_accounts(order: Order, on: date) -> list[UUID]:
    """Return whom an order reaches: the handler if of that organ, its registrars and leaders."""
    holders = duty_holders([*TOLD, Duty.HANDLER], on, order.organ_id)
    handler = order.petition.handler_id
    wanted = [h.account_id for h in holders if h.duty in TOLD or h.account_id == handler]
    return _free(wanted, order.petition)


def _say(order: Order, accounts: Iterable[UUID], event: str, title: str) -> int:
    return notify(
        account_ids=list(accounts),
        event_name=event,
        subject_id=order.petition_id,
        title=title,
        body=order.petition.title,
        link=reverse("casework:order", args=[order.pk]),
    )


def tell_issued(order: Order) -> None:
    """The organ urged is told at once, with the day of the reply."""
    day = f"{order.reply_due.month}月{order.reply_due.day}日"
    title = f"{LADDER[Rung(order.rung)].name}：{order.number}，{day}前反馈"
    _say(order, urged_accounts(order, order.issued_on), "supervision.order_issued", title)


def tell_replied(order: Order) -> None:
    """Whoever issued it is told that a reply waits to be judged."""
    title = f"督办已反馈，等您审核：{order.number}"
    _say(order, _free([order.issued_by_id], order.petition), "supervision.order_replied", title)


def tell_judged(order: Order, on: date, *, accepted: bool) -> None:
    """The organ is told how its reply was judged."""
    words = "督办已办结" if accepted else "督办反馈被退回，请重新反馈"
    _say(order, urged_accounts(order, on), "supervision.order_judged", f"{words}：{order.number}")


def tell_late(order: Order, on: date) -> int:
    """Both sides are told once that the reply is late; going up the ladder is the supervisor's decision."""
    title = f"督办到期没有反馈：{order.number}"
    told = [*urged_accounts(order, on), *_free([order.issued_by_id], order.petition)]
    return _say(order, told, "supervision.order_late", title)
