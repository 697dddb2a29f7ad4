"""What the acts on a conference share: units by id, the conference locked, telling its units."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from minqing.kernel.law.public import Conflict, Incomplete
from minqing.kernel.people.public import Actor, Organ
from minqing.reception.conference import notices, papers
from minqing.reception.conference.gate import Doing, conference_for
from minqing.reception.conference.models import Conference
from minqing.reception.conference.rules import CONFERENCE

# What a unit is told of and has to answer, so it must know the place as well.
_ANSWERED: Final = frozenset({"conference.called", "conference.moved"})


def organs_of(ids: Sequence[UUID]) -> dict[UUID, Organ]:
    """Return the active organs by their ids; raises ``Incomplete``."""
    found = Organ.objects.filter(active=True).in_bulk(list(ids))
    if len(found) != len(set(ids)):
        raise Incomplete("没有所填的单位。", CONFERENCE)
    return found


def tell_units(conference: Conference, actor: Actor, day: date, event_name: str, title: str) -> None:
    """Tell every unit invited or owing a decision."""
    when = papers.time_words(conference.starts_at)
    notices.tell(
        conference,
        notices.units_of(conference),
        day,
        actor=actor,
        event_name=event_name,
        title=title,
        body=f"{when}，{conference.place}。请回执谁参加。" if event_name in _ANSWERED else when,
    )


def running(actor: Actor, conference_id: UUID, version: int | None) -> Conference:
    """Return the conference locked for who runs it, unless it has moved on."""
    conference = conference_for(actor, conference_id, Doing.RUN, lock=True)
    if version is not None and version != conference.version:
        raise Conflict("这次会议刚刚有了变化，请重新打开后再办。")
    return conference


def save(conference: Conference, *fields: str) -> None:
    """Store the fields and count the version up."""
    conference.version += 1
    conference.save(update_fields=[*fields, "version"])
