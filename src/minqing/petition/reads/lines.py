"""The lines of a case file: one event of the timeline, one clock, one move, in words. Frozen values."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.utils import dateformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from minqing.kernel.ledger.public import Entry
from minqing.petition.matter.clocks import profile_in_force
from minqing.petition.matter.models import RunningClock
from minqing.petition.matter.rules import SET_ARTICLES, Purpose, term_named
from minqing.petition.matter.timing.rules import Standing, pauses_of, standing
from minqing.petition.matter.words import PURPOSES, TERMS
from minqing.petition.reads.telling import EVENTS, SENTENCES
from minqing.petition.routing.rules.table import BY_ID


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened; ``public`` when the petitioner sees it too; ``who`` is post and organ."""

    at: datetime
    kind: str
    title: str
    words: str
    who: str
    public: bool


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock; ``state`` is running, paused, stopped, late (stopped after it was due), overdue, lapsed."""

    id: UUID
    term: str
    name: str
    started_on: date
    due_on: date
    target_on: date
    stopped_on: date | None
    state: str
    cite: str
    provisional: bool
    default: bool
    standing: Standing = Standing.RUNNING
    paused_on: date | None = None
    left_out: int = 0
    extended_days: int = 0
    recounted_from: date | None = None


@dataclass(frozen=True, slots=True)
class OpenMove:
    """One move of the action bar: possible for this actor now, or why not."""

    move: str
    allowed: bool
    reason: str


def clock_line(clock: RunningClock, today: date) -> ClockLine:
    """Return a clock with the name and article of its term; no query."""
    term = term_named(profile_in_force(clock.started_on), clock.term)
    article = term.article if term else SET_ARTICLES.get(clock.term)
    stands = standing(
        clock.term,
        due_on=clock.due_on,
        stopped_on=clock.stopped_on,
        paused_on=clock.paused_on,
        today=today,
    )
    return ClockLine(
        id=clock.pk,
        term=clock.term,
        name=term.name if term else str(TERMS.get(clock.term, clock.term)),
        started_on=clock.started_on,
        due_on=clock.due_on,
        target_on=clock.target_on,
        stopped_on=clock.stopped_on,
        state={Standing.MET: "stopped", Standing.MISSED: "late"}.get(stands, stands.value),
        cite=article.cite if article else "",
        provisional=clock.provisional,
        default=term.default if term else False,
        standing=stands,
        paused_on=clock.paused_on,
        left_out=sum((last - first).days + 1 for first, last, _why in pauses_of(clock.pauses)),
        extended_days=clock.extended_days,
        recounted_from=clock.recounted_from,
    )


NOTE_TITLES: Final[Mapping[str, str | Promise]] = {
    "note": lazy("办理记录"),
    "material_asked": lazy("请信访人补充材料"),
    "material_added": lazy("信访人补充材料"),
    "heard": lazy("听取信访人陈述"),
}


def event_item(entry: Entry, names: Mapping[UUID, str]) -> TimelineItem | None:
    """Return the line of a ledger entry; None for what other lines tell (papers, notes, repeated savings)."""
    known = EVENTS.get(entry.name)
    if known is None:
        return None
    title, public = known
    organ = names.get(entry.organ_id, "") if entry.organ_id else ""
    return TimelineItem(
        at=entry.at,
        kind=entry.name.removeprefix("petition."),
        title=str(title),
        words=_event_words(entry.name, entry.payload, names),
        who=f"{organ}{entry.post_title}" or _("信访人"),
        public=public,
    )


_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_ORGAN_KEYS: Final = frozenset({"from_organ", "to_organ", "by_organ"})


def _day_words(value: Any) -> Any:
    """Return a day of a payload as people write it, anything else as it is."""
    if not (isinstance(value, str) and _ISO_DAY.fullmatch(value)):
        return value
    return dateformat.format(date.fromisoformat(value), _("Y年n月j日"))


def _event_words(name: str, payload: Mapping[str, Any], names: Mapping[UUID, str]) -> str:
    """Return what the event's own fields say, "" for an event that says nothing more than its title."""
    sentence = SENTENCES.get(name)
    if sentence is None:
        return ""
    values = {
        key: names.get(UUID(value), "") if key in _ORGAN_KEYS and value else _day_words(value)
        for key, value in payload.items()
    }
    if "row" in values:
        row = BY_ID.get(str(values["row"]))
        values["row"] = _("（%(cite)s）") % {"cite": row.article().cite} if row else ""
    if "purpose" in values:
        values["purpose"] = PURPOSES[Purpose(values["purpose"])]
    # An entry written by an earlier version may lack a field; the line is shown all the same.
    return str(sentence) % defaultdict(str, values)
