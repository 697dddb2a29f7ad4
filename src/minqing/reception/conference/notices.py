"""Who is told of a conference: the units' handlers, registrars and leaders, the convenor's office."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from minqing.kernel.notifications.public import notify
from minqing.kernel.people.public import Actor, duty_holders
from minqing.reception.conference.gate import ATTENDS, CONVENES
from minqing.reception.conference.models import Conference, Decision, Invitation

LINK = "/desk/conferences/{id}/"


def tell(
    conference: Conference,
    units: Iterable[UUID],
    on: date,
    *,
    actor: Actor | None,
    event_name: str,
    title: str,
    body: str = "",
) -> int:
    """Tell the people of units, the actor excepted; of a sealed matter only those who may know."""
    only = conference.readers
    accounts = [holder.account_id for unit in units for holder in duty_holders(ATTENDS, on, unit)]
    told = [
        each
        for each in dict.fromkeys(accounts)
        if (actor is None or each != actor.account_id) and (only is None or each in only)
    ]
    return notify(
        account_ids=told,
        event_name=event_name,
        subject_id=conference.id,
        title=title,
        body=body,
        link=LINK.format(id=conference.id),
    )


def tell_office(
    conference: Conference, on: date, *, actor: Actor, event_name: str, title: str, body: str = ""
) -> int:
    """Tell the registrars and leaders of the convening organ, the actor excepted."""
    holders = duty_holders(CONVENES, on, conference.organ_id)
    known = conference.readers
    told = [
        each
        for each in dict.fromkeys(h.account_id for h in holders)
        if each != actor.account_id and (known is None or each in known)
    ]
    return notify(
        account_ids=told,
        event_name=event_name,
        subject_id=conference.id,
        title=title,
        body=body,
        link=LINK.format(id=conference.id),
    )


def units_of(conference: Conference) -> list[UUID]:
    """Return the units invited and those that owe a decision."""
    invited = Invitation.objects.filter(conference=conference).values_list("organ", flat=True)
    owing = Decision.objects.filter(conference=conference).values_list("organ", flat=True)
    return list(dict.fromkeys([*invited, *owing]))
