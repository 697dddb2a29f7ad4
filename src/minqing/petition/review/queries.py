"""Reads of review: who may be asked, what was asked, the chain from the first opinion to the final one."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from minqing.kernel.clock.public import calendar, count_days
from minqing.petition.matter.clocks import profile_in_force
from minqing.petition.matter.models import Petition, RunningClock
from minqing.petition.matter.rules import REVIEW_OUTSIDE, Level, State
from minqing.petition.matter.together import beside
from minqing.petition.reply.models import Opinion
from minqing.petition.review.models import ReviewRequest
from minqing.petition.review.rules import APPLY_TERMS, DECIDE_TERMS, LATE_TERM


def requests_against(petition: Petition) -> list[ReviewRequest]:
    """Return what was asked for against the opinions of a matter, the earliest first; one query."""
    rows = ReviewRequest.objects.filter(of=petition).select_related("matter", "organ", "respondent")
    return list(rows.order_by("pk"))


def stands(request: ReviewRequest) -> bool:
    """Return whether a request still counts: one withdrawn by the petitioner may be made again."""
    return request.matter is None or State(request.matter.state) is not State.WITHDRAWN


def request_of(matter: Petition) -> ReviewRequest | None:
    """Return the request a review matter was opened for; one query, none if this act has read it."""
    rows = ReviewRequest.objects.select_related(
        "of", "of__holder", "of__handling", "organ", "respondent", "of__review_of"
    )
    return beside(matter, "review_request", lambda: rows.filter(matter=matter).first())


# The whole chain a matter belongs to: up and down by review_of, each matter once.
_FAMILY: Final = """
WITH RECURSIVE family(id) AS (
    SELECT %s::uuid
    UNION
    SELECT link.id FROM family, LATERAL (
        SELECT up.review_of_id AS id FROM petition_petition up
        WHERE up.id = family.id AND up.review_of_id IS NOT NULL
        UNION ALL
        SELECT down.id FROM petition_petition down WHERE down.review_of_id = family.id
    ) link
) SELECT id FROM family
"""


def chain_of(petition: Petition) -> list[ReviewRequest]:
    """Return every request of the chain a matter belongs to, in the order they were made; one query.

    Uses index: petition_review_of.
    """
    rows = ReviewRequest.objects.filter(of_id__in=RawSQL(_FAMILY, [petition.pk]))  # noqa: S611 - a constant, the id is a parameter
    return list(rows.select_related("of", "matter", "organ", "respondent", "redo").order_by("pk"))


def family_of(petition: Petition) -> QuerySet[Petition]:
    """Return every matter of the chain: the first, its reviews, what was redone."""
    return Petition.objects.filter(pk__in=RawSQL(_FAMILY, [petition.pk]))  # noqa: S611 - a constant, the id is a parameter


def handled_before(matter: Petition) -> frozenset[UUID | None]:
    """Return who handled, drafted or signed what is now reviewed: down to the first instance; two queries.

    A review sent back earlier is not counted: its reviewers may look at what was done anew (28(3)).
    """
    accounts: set[UUID | None] = set()
    matters = list(_downwards(matter))
    accounts |= {each.handler_id for each in matters}
    for drafted, approved in Opinion.objects.filter(petition__in=matters).values_list(
        "drafted_by_id", "approved_by_id"
    ):
        accounts |= {drafted, approved}
    return frozenset(accounts - {None})


def _downwards(matter: Petition) -> Iterator[Petition]:
    below = matter.review_of
    while below is not None:
        yield below
        below = below.review_of if below.level != Level.FIRST else None


def window_of(level: Level, served_on: date) -> date:
    """Return the last day to ask for review of this level after an opinion was served (35, 36(1))."""
    profile = profile_in_force(served_on)
    return count_days(served_on, profile.term(APPLY_TERMS[level]), calendar()).due


def decide_by(level: Level, received_on: date) -> date:
    """Return the last day to decide on a request received on a day."""
    return count_days(received_on, profile_in_force(received_on).term(DECIDE_TERMS[level]), calendar()).due


def obstacle_until(ended_on: date) -> date:
    """Return the last day to ask after an obstacle ended (民事诉讼法 86 by analogy)."""
    return count_days(ended_on, profile_in_force(ended_on).term(LATE_TERM), calendar()).due


def redo_latest(on: date) -> date:
    """Return the last day that may be set for handling anew: what a new handling would have (34)."""
    return count_days(on, profile_in_force(on).term("HANDLE"), calendar()).due


def outside_waiting(organ_ids: frozenset[UUID]) -> list[ReviewRequest]:
    """Return what these organs sent (or must send) outside and has not come back, the oldest first.

    Uses index: review_request_outside.
    """
    rows = ReviewRequest.objects.filter(outside=True, decided_on=None, respondent_id__in=sorted(organ_ids))
    return list(rows.select_related("of").order_by("received_on", "pk"))


def unreturned_on(day: date) -> QuerySet[Petition]:
    """Return the matters, closed ones too, whose review outside should have come back before a day.

    The oldest first. Uses index: clock_petition.
    """
    late = RunningClock.objects.filter(
        petition=OuterRef("pk"), term=REVIEW_OUTSIDE, stopped_on=None, due_on__lt=day
    )
    asked = ReviewRequest.objects.filter(outside=True, decided_on=None)
    rows = Petition.objects.filter(pk__in=asked.values("of_id")).filter(Exists(late))
    return rows.order_by("received_on", "id")


def due_outside(matters: Collection[UUID]) -> dict[UUID, date]:
    """Return when the review outside of each matter is due; one query."""
    rows = RunningClock.objects.filter(petition__in=matters, term=REVIEW_OUTSIDE, stopped_on=None)
    return dict(rows.values_list("petition_id", "due_on"))
