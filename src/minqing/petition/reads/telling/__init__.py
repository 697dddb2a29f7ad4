"""How the events of a file read on its timeline, by theme; an event without a line here stays untold."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise

from minqing.petition.reads.telling import (
    clocks,
    closing,
    coming_in,
    handling,
    helping,
    path,
    review,
    routing,
    sealed,
    serving,
    supervising,
    taking_over,
)

# event name -> (title, seen by the petitioner)
EVENTS: Final[Mapping[str, tuple[str | Promise, bool]]] = {
    **path.EVENTS,
    **handling.EVENTS,
    **coming_in.EVENTS,
    **handling.EVENTS,
    **review.EVENTS,
    **taking_over.EVENTS,
    **clocks.EVENTS,
    **routing.EVENTS,
    **serving.EVENTS,
    **closing.EVENTS,
    **sealed.EVENTS,
    **supervising.EVENTS,
    **helping.EVENTS,
}
# event name -> a sentence made from the event's own fields; ids of organs stand as their names
SENTENCES: Final[Mapping[str, str | Promise]] = {
    **path.SENTENCES,
    **handling.SENTENCES,
    **coming_in.SENTENCES,
    **handling.SENTENCES,
    **review.SENTENCES,
    **taking_over.SENTENCES,
    **clocks.SENTENCES,
    **routing.SENTENCES,
    **serving.SENTENCES,
    **closing.SENTENCES,
    **supervising.SENTENCES,
    **helping.SENTENCES,
}
