"""What stands around every desk page: the duties at the side, the search box, unread messages."""

from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from minqing.desks.shared import words
from minqing.desks.shared.gate import actor_from
from minqing.kernel.notifications import public as notifications
from minqing.kernel.people.public import Actor, Duty

R, H, L, S, C, T = (
    Duty.REGISTRAR,
    Duty.HANDLER,
    Duty.LEADER,
    Duty.SUPERVISOR,
    Duty.COUNTER,
    Duty.TREASURER,
)
CASEWORK: Final = frozenset({R, H, L, S, Duty.REVIEWER})

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
        "search_url": reverse("casework:matters") if actor.duties & CASEWORK else "",
        "notices_url": reverse("casework:notices"),
        "actor": actor,
    }


def desk_name(actor: Actor) -> str:
    """Return the titles of the posts of today, as the person would introduce themselves."""
    titles = [post.title or words.word(words.DUTIES, post.duty) for post in actor.posts]
    return "、".join(dict.fromkeys(titles)) or _("没有任职")


# Address, words, key after ``g`` and name of each page that is no desk; which duties have it at the side, and
# which of them do not since it is their desk already.
PAGES: Final[tuple[tuple[str, Promise, str, str, frozenset[Duty], frozenset[Duty]], ...]] = (
    ("counter:home", lazy("窗口接待"), "k", "counter", frozenset({R}), frozenset({C})),
    ("casework:matters", lazy("全部事项"), "m", "matters", CASEWORK, frozenset()),
    ("casework:helping", lazy("协办和执行"), "b", "helping", frozenset({H, L}), frozenset()),
    ("conference:list", lazy("联席会议"), "n", "conferences", frozenset({R, H, L, S}), frozenset()),
    ("dispatch:page", lazy("大厅调度"), "d", "dispatch", frozenset({C, R, H, L}), frozenset()),
    ("casework:orders", lazy("催办督办"), "u", "orders", frozenset({R, H, L}), frozenset()),
    ("casework:rights", lazy("权利请求"), "q", "rights", frozenset({R, L}), frozenset()),
    ("casework:calls", lazy("回访"), "c", "calls", frozenset({R, S, L}), frozenset()),
    ("fund:home", lazy("救助审批"), "f", "treasurer", frozenset({R, L}), frozenset({T})),
    ("registrar-import:list", lazy("导入来信"), "i", "import", frozenset({R, Duty.STEWARD}), frozenset()),
    ("casework:exports", lazy("我的导出"), "e", "exports", CASEWORK, frozenset()),
    ("supervisor:quality", lazy("质量和积案"), "a", "quality", frozenset({S}), frozenset()),
    ("supervisor:mine", lazy("整改和积案"), "z", "checks", frozenset({H, L}), frozenset({S})),
    ("leader:day", lazy("我的一天"), "y", "leader-day", frozenset({L}), frozenset()),
    ("days:plan", lazy("领导接访排班"), "o", "days", frozenset({R, C}), frozenset()),
    ("held:list", lazy("领导包案"), "p", "held", frozenset({S, R, L}), frozenset()),
    ("casework:away", lazy("外出与代办"), "w", "away", CASEWORK | {Duty.STEWARD}, frozenset()),
)


def navigation(actor: Actor, active: str) -> list[tuple[str, str, bool, str]]:
    """Return the desks of this person's duties, then the other pages their duties have at the side."""
    desks = [
        (words.word(words.DUTIES, duty), reverse(address), active == str(duty), key)
        for duty, address, key in DESKS
        if actor.holds(duty)
    ]
    pages = [
        (str(label), reverse(address), active == name, key)
        for address, label, key, name, has, already in PAGES
        if actor.duties & has and not actor.duties & already
    ]
    return desks + pages


def landing(actor: Actor) -> str:
    """Return the address of the first desk of the actor's duties, or of the notices when there is none."""
    for duty, address, _key in DESKS:
        if actor.holds(duty):
            return reverse(address)
    return reverse("casework:notices")
