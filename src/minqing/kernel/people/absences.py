"""Writes of absences (外出) and of those who stand in meanwhile (代办).

The ledger stands above this room: whoever calls these records them (``AbsenceNoted`` of the petition room).
《信访工作条例》28 (duty done in time); 《民法典》168 is why nobody may act on both sides: see the approvals.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from minqing.kernel.law.public import Article, Conflict, Incomplete, NotAllowed
from minqing.kernel.people.models import Absence, Account, Post, StandIn
from minqing.kernel.people.queries import is_absent
from minqing.kernel.people.rules import Duty, StandInFacts, absence_fault, stand_in_fault

DILIGENCE = Article("信访工作条例", "28(1)")
WATCH = frozenset({Duty.SUPERVISOR})


def note_absence(
    *,
    account: Account,
    first: date,
    last: date,
    deputies: Mapping[UUID, UUID],
    reason: str = "",
    set_by: Account,
    at: datetime,
    on: date,
) -> Absence:
    """Return a new absence; ``deputies`` maps the posts of the person away to the accounts that stand in.

    Raises:
        Incomplete: the days cannot be, or overlap another absence of the same person.
        NotAllowed: a deputy of another organ, shut, away, or a duty nobody may stand in for.
    """
    fault = absence_fault(first, last, on, overlaps=is_absent(account.pk, first, last))
    if fault:
        raise Incomplete(fault, DILIGENCE)
    posts = {post.pk: post for post in Post.objects.on(first).filter(account=account).select_related("organ")}
    if unknown := set(deputies) - set(posts):
        raise Incomplete(f"有{len(unknown)}个职务不是外出人当天的职务。", DILIGENCE)
    with transaction.atomic():
        absence = Absence.objects.create(
            account=account,
            first_on=first,
            last_on=last,
            through_on=last,
            reason=reason.strip(),
            set_by=set_by,
            set_at=at,
        )
        for post_id, deputy_id in deputies.items():
            _check(posts[post_id], deputy_id, first, last)
            StandIn.objects.create(absence=absence, post_id=post_id, deputy_id=deputy_id)
    return absence


def _check(post: Post, deputy_id: UUID, first: date, last: date) -> None:
    """Refuse a deputy who cannot stand in for that post."""
    own = list(Post.objects.on(first).filter(account_id=deputy_id))
    duties = {Duty(each.duty) for each in own}
    duty = Duty(post.duty)
    facts = StandInFacts(
        duty=duty,
        same_person=deputy_id == post.account_id,
        deputy_active=Account.objects.filter(pk=deputy_id, is_active=True).exists(),
        deputy_in_organ=any(each.organ_id == post.organ_id for each in own),
        deputy_absent=is_absent(deputy_id, first, last),
        # A leader of the office may stand in for its supervisor; a registrar or handler may not, nor the
        # other way round: whoever watches does not do.
        watches_over=bool(duties & WATCH) != (duty in WATCH) and Duty.LEADER not in {*duties, duty},
    )
    fault = stand_in_fault(facts)
    if fault:
        raise NotAllowed(fault, DILIGENCE)


def end_absence(*, absence_id: UUID, on: date, at: datetime) -> Absence:
    """Let an absence end early: from ``on`` the person acts again and nobody stands in any more.

    Raises:
        Conflict: it is over already.
    """
    with transaction.atomic():
        absence = Absence.objects.select_for_update().get(pk=absence_id)
        if absence.through_on < on:
            raise Conflict("这次外出已经结束了。", DILIGENCE)
        absence.through_on = on - timedelta(days=1)
        absence.ended_at = at
        absence.save(update_fields=["through_on", "ended_at"])
    return absence
