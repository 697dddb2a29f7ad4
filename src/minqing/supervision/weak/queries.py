"""Reads of weak links: tallies of a period by unit, subject and step, and the rows behind each.

Counted are matters received in the period that the actor supervises; no sealed one.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from minqing.kernel.law.public import profile_on
from minqing.kernel.people.public import Actor, Duty, Organ
from minqing.petition import public as petitions
from minqing.petition.public import Doing, Evaluation, Petition, RunningClock
from minqing.supervision.weak.models import WeakDraft
from minqing.supervision.weak.rules import Kind, Outlier, Sign, Tally, outliers

_CLASS_DIGITS = 2


def _matters(actor: Actor, first_on: date, last_on: date) -> QuerySet[Petition]:
    rows = petitions.visible_to(actor, Doing.SUPERVISE)
    return rows.filter(sealed=False, received_on__range=(first_on, last_on))


def _late(last_on: date) -> Q:
    return Q(stopped_on__gt=F("due_on")) | Q(stopped_on=None, due_on__lt=last_on)


def _signs(rows: QuerySet[Petition], last_on: date) -> QuerySet[Petition]:
    """Return the matters with what went wrong on each as columns of 0 and 1."""
    clocks = RunningClock.objects.filter(petition=OuterRef("pk"), term="HANDLE").filter(_late(last_on))
    unsolved = Evaluation.objects.filter(petition=OuterRef("pk"), resolved="no")
    return rows.annotate(
        late=Exists(clocks),
        unresolved=Exists(unsolved),
        bounced=Exists(Petition.objects.filter(pk=OuterRef("pk"), bounces__gt=0)),
        repeated=Exists(Petition.objects.filter(repeat_of=OuterRef("pk"), sealed=False)),
    )


def tallies(actor: Actor, first_on: date, last_on: date) -> list[Tally]:
    """Return every tally of the period; three queries."""
    rows = _signs(_matters(actor, first_on, last_on), last_on)
    counted = {sign.value: Count("id", filter=Q(**{sign.value: True})) for sign in Sign}
    units = rows.exclude(handling=None).order_by().values(key=F("handling_id"), label=F("handling__name"))
    subjects = rows.exclude(content_class="").order_by().values(key=Substr("content_class", 1, _CLASS_DIGITS))
    names = petitions.content_classes()
    found = []
    for unit in units.annotate(of=Count("id"), **{f"n_{k}": v for k, v in counted.items()}):
        found += _four(Kind.UNIT, str(unit["key"]), unit["label"], unit)
    for subject in subjects.annotate(of=Count("id"), **{f"n_{k}": v for k, v in counted.items()}):
        name = names[subject["key"]].name if subject["key"] in names else subject["key"]
        found += _four(Kind.SUBJECT, subject["key"], name, subject)
    clocks = RunningClock.objects.filter(petition__in=_matters(actor, first_on, last_on)).order_by()
    terms = profile_on(last_on, settings.MINQING_PLACE).terms
    for row in clocks.values("term").annotate(of=Count("id"), bad=Count("id", filter=_late(last_on))):
        if row["term"] in terms:
            name = terms[row["term"]].name
            found.append(Tally(Kind.STEP, row["term"], name, Sign.LATE, row["bad"], row["of"]))
    return found


def _four(kind: Kind, key: str, name: str, row: Mapping[str, Any]) -> list[Tally]:
    return [Tally(kind, key, name, sign, row[f"n_{sign.value}"], row["of"]) for sign in Sign]


def weak_links(actor: Actor, first_on: date, last_on: date) -> list[Outlier]:
    """Return what stands out in the period, the surest first."""
    minimum = profile_on(last_on, settings.MINQING_PLACE).setting("league_minimum")
    return outliers(tallies(actor, first_on, last_on), minimum)


def rows_behind(
    actor: Actor, kind: Kind, key: str, sign: Sign, days: tuple[date, date]
) -> QuerySet[Petition]:
    """Return the matters that went wrong behind a tally."""
    first_on, last_on = days
    rows = _matters(actor, first_on, last_on)
    if kind is Kind.STEP:
        clocks = RunningClock.objects.filter(_late(last_on), petition=OuterRef("pk"), term=key)
        rows = rows.filter(Exists(clocks))
    else:
        rows = _signs(rows, last_on).filter(**{sign.value: True})
        rows = (
            rows.filter(handling=_uuid(key))
            if kind is Kind.UNIT
            else rows.filter(content_class__startswith=key)
        )
    return rows.select_related("holder", "handling", "handler", "received_by").order_by("received_on", "id")


def _uuid(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None


def drafts(actor: Actor) -> QuerySet[WeakDraft]:
    """Return the drafts of the organs in which the actor supervises, the newest first."""
    return WeakDraft.objects.filter(organ__in=actor.organ_ids(Duty.SUPERVISOR)).order_by("-id")


def organ_of_key(kind: Kind, key: str) -> Organ | None:
    """Return the organ a unit's tally is about."""
    unit = _uuid(key) if kind is Kind.UNIT else None
    return None if unit is None else Organ.objects.filter(pk=unit).first()
