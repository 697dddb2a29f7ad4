"""What stands around every desk page: the duties at the side, the search box, unread messages."""

from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from minqing.desks.shared import words
from minqing.desks.shared.gate import actor_from
from minqing.kernel.notifications import public as notifications
from minqing.kernel.people.public import Actor, Duty

# Duty -> address of its desk, key after ``g``; the order is that at the side and of landing.
DESKS: Final = (
    (Duty.REGISTRAR, "registrar:inbox", "r"),
    (Duty.COUNTER, "counter:home", "k"),
    (Duty.HANDLER, "handler:work", "h"),
    (Duty.LEADER, "leader:work", "l"),
    (Duty.REVIEWER, "reviewer:work", "v"),
    (Duty.SUPERVISOR, "supervisor:board", "s"),
    (Duty.TREASURER, "fund:home", "f"),
    (Duty.STEWARD, "steward:home", "t"),
)


def desk_context(request: HttpRequest, active: str) -> dict[str, Any]:
    """Return the context of the desk frame.

    ``active`` names where the person is: a duty such as ``registrar``, or ``matters``, ``exports``,
    ``import``, ``notices``.
    """
    actor = actor_from(request)
    return {
        "desk_name": desk_name(actor),
        "nav": navigation(actor, active),
        "unread": notifications.unread_count(actor.account_id) if actor.account_id else 0,
        "search_url": reverse("casework:matters"),
        "notices_url": reverse("casework:notices"),
        "actor": actor,
    }


def desk_name(actor: Actor) -> str:
    """Return the titles of the posts of today, as the person would introduce themselves."""
    titles = [post.title or words.word(words.DUTIES, post.duty) for post in actor.posts]
    return "、".join(dict.fromkeys(titles)) or _("没有任职")


def navigation(actor: Actor, active: str) -> list[tuple[str, str, bool, str]]:
    """Return the desks of this person's duties, then what everybody with casework has."""
    entries = [
        (words.word(words.DUTIES, duty), reverse(address), active == str(duty), key)
        for duty, address, key in DESKS
        if actor.holds(duty)
    ]
    if actor.holds(Duty.REGISTRAR) and not actor.holds(Duty.COUNTER):
        entries.append((_("窗口接待"), reverse("counter:home"), active == "counter", "k"))
    if actor.duties - {Duty.STEWARD, Duty.TREASURER}:
        entries.append((_("全部事项"), reverse("casework:matters"), active == "matters", "m"))
    if actor.holds(Duty.HANDLER) or actor.holds(Duty.LEADER):
        entries.append((_("协办和执行"), reverse("casework:helping"), active == "helping", "b"))
    if actor.duties & {Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER, Duty.SUPERVISOR}:
        entries.append((_("联席会议"), reverse("conference:list"), active == "conferences", "n"))
    if actor.duties & {Duty.COUNTER, Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER}:
        entries.append((_("大厅调度"), reverse("dispatch:page"), active == "dispatch", "d"))
    if actor.duties & {Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER}:
        entries.append((_("催办督办"), reverse("casework:orders"), active == "orders", "u"))
    if actor.holds(Duty.REGISTRAR) or actor.holds(Duty.LEADER):
        entries.append((_("权利请求"), reverse("casework:rights"), active == "rights", "q"))
    if actor.holds(Duty.REGISTRAR) or actor.holds(Duty.SUPERVISOR) or actor.holds(Duty.LEADER):
        entries.append((_("回访"), reverse("casework:calls"), active == "calls", "c"))
    if not actor.holds(Duty.TREASURER) and (actor.holds(Duty.REGISTRAR) or actor.holds(Duty.LEADER)):
        entries.append((_("救助审批"), reverse("fund:home"), active == "treasurer", "f"))
    if actor.holds(Duty.REGISTRAR) or actor.holds(Duty.STEWARD):
        entries.append((_("导入来信"), reverse("registrar-import:list"), active == "import", "i"))
    if actor.duties - {Duty.STEWARD}:
        entries.append((_("我的导出"), reverse("casework:exports"), active == "exports", "e"))
    if actor.holds(Duty.SUPERVISOR):
        entries.append((_("质量和积案"), reverse("supervisor:quality"), active == "quality", ""))
    elif actor.holds(Duty.HANDLER) or actor.holds(Duty.LEADER):
        entries.append((_("整改和积案"), reverse("supervisor:mine"), active == "checks", ""))
    if actor.holds(Duty.LEADER):
        entries.append((_("我的一天"), reverse("leader:day"), active == "leader-day", "d"))
    if actor.holds(Duty.REGISTRAR) or actor.holds(Duty.COUNTER):
        entries.append((_("领导接访排班"), reverse("days:plan"), active == "days", "o"))
    if actor.holds(Duty.SUPERVISOR) or actor.holds(Duty.REGISTRAR) or actor.holds(Duty.LEADER):
        entries.append((_("领导包案"), reverse("held:list"), active == "held", "k"))
    if actor.duties:
        entries.append((_("外出与代办"), reverse("casework:away"), active == "away", "w"))
    return entries


def landing(actor: Actor) -> str:
    """Return the address of the first desk of the actor's duties, or of the notices when there is none."""
    for duty, address, _key in DESKS:
        if actor.holds(duty):
            return reverse(address)
    return reverse("casework:notices")
