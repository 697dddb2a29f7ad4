"""What every paper says of a matter: its number, summary, day of receipt and whom to ask.

Called by actions.
"""

from datetime import date
from typing import Any

from minqing.kernel.people.public import Actor, Organ
from minqing.petition.matter.models import Petition
from minqing.petition.matter.names import name_elsewhere
from minqing.petition.matter.rules import Channel, Purpose
from minqing.petition.matter.sealing import true_name
from minqing.petition.matter.words import CHANNELS, PURPOSES, official


def day_words(day: date) -> str:
    """Return a date as papers write it: 2026年11月30日.

    >>> day_words(date(2026, 11, 30))
    '2026年11月30日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def contact_of(organ: Organ, name: str) -> str:
    """Return whom to ask: the organ, who handles it, and the organ's office line when it has one.

    Never a person's own number: only what the organ publishes of itself (条例 18(1), 23).
    """
    return " ".join(part for part in (organ.name, name, organ.telephone) if part)


def common(petition: Petition, organ: Organ, actor: Actor) -> dict[str, Any]:
    """Return the elements most papers share, as JSON values under the keys of ``documents.REQUIRED``.

    A paper to the petitioner of a sealed matter bears their name; staff open it only after a reveal.
    """
    return {
        "matter_number": petition.number or "",
        "petitioner_name": true_name(petition),
        "summary": petition.title,
        "received_on": day_words(petition.received_on),
        "received_by": petition.received_by.name,
        "channel": official(CHANNELS[Channel(petition.channel)]),
        "query_code": petition.query_code,
        "category": official(PURPOSES[Purpose(petition.purpose)]) if petition.purpose else "",
        "contact": contact_of(organ, actor.name),
        "organ_address": organ.address,
    }


def between_organs(petition: Petition, organ: Organ, actor: Actor) -> dict[str, Any]:
    """Return the same for a letter from organ to organ: who asked for confidence is not named in full."""
    return {**common(petition, organ, actor), "petitioner_name": name_elsewhere(petition)}
