"""Who may do what with a conference, and the only way from an id to its rows for somebody.

The petition office (and a township, 13(3)) convenes. Units invited read it and answer for themselves, units a
decision is given to follow theirs. Whether a sealed matter keeps a reader away, ``crossings`` add.
"""

from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import SYSTEM, Actor, Duty, Organ, OrganKind
from minqing.reception.conference.models import Conference, Decision, Invitation
from minqing.reception.conference.rules import CONFERENCE

UNKNOWN: Final = "没有这次会议，或者您无权查看。"
CONVENES: Final = frozenset({Duty.REGISTRAR, Duty.LEADER})
ATTENDS: Final = frozenset({Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER})
CONVENING_KINDS: Final = (OrganKind.PETITION_OFFICE, OrganKind.TOWNSHIP)


class Doing(StrEnum):
    """会议里的权限: what somebody wants to do with a conference."""

    READ = "read"
    RUN = "run"
    ANSWER = "answer"


def _posts(actor: Actor, duties: frozenset[Duty]) -> frozenset[UUID]:
    return frozenset(post.organ_id for post in actor.posts if post.duty in duties)


def convening_organ(actor: Actor) -> Organ:
    """Return the organ for which the actor may convene; raises ``NotAllowed``."""
    found = Organ.objects.filter(pk__in=_posts(actor, CONVENES), kind__in=[*CONVENING_KINDS], active=True)
    organ = found.order_by("path").first()
    if organ is None:
        raise NotAllowed("联席会议由信访部门（乡镇由党委、政府）的登记员或者负责人召集。", CONFERENCE)
    return organ


def may_convene(actor: Actor) -> bool:
    """Return whether the actor may convene; one query."""
    rows = Organ.objects.filter(pk__in=_posts(actor, CONVENES), kind__in=[*CONVENING_KINDS], active=True)
    return rows.exists()


def runs(actor: Actor, conference: Conference) -> bool:
    """Return whether the actor runs this conference (its convening organ's registrar or leader)."""
    return actor == SYSTEM or conference.organ_id in _posts(actor, CONVENES)


def conferences_for(actor: Actor) -> QuerySet[Conference]:
    """Return the conferences the actor's organs convened, are invited to, or have a decision of."""
    if actor == SYSTEM:
        return Conference.objects.all()
    own = _posts(actor, CONVENES | {Duty.SUPERVISOR})
    units = _posts(actor, ATTENDS)
    if not own and not units:
        return Conference.objects.none()
    decided = Decision.objects.filter(organ__in=units, conference__minuted_at__isnull=False)
    near = (
        Q(organ__in=own)
        | Q(pk__in=Invitation.objects.filter(organ__in=units).values("conference"))
        | Q(pk__in=decided.values("conference"))
    )
    return Conference.objects.filter(near, Q(readers=None) | Q(readers__contains=[actor.account_id]))


def conference_for(
    actor: Actor, conference_id: UUID, doing: Doing = Doing.READ, *, lock: bool = False
) -> Conference:
    """Return the conference for this actor to do this; raises ``NotAllowed``."""
    rows = conferences_for(actor).select_related("organ")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=conference_id).first()
    if found is None:
        raise NotAllowed(UNKNOWN)
    if doing is Doing.RUN and not runs(actor, found):
        raise NotAllowed("这一步由召集单位的登记员或者负责人进行。", CONFERENCE)
    return found


def answers_for(actor: Actor, organ_id: UUID | None) -> bool:
    """Return whether the actor answers for a unit."""
    return actor == SYSTEM or organ_id in _posts(actor, ATTENDS)


def decision_for(actor: Actor, decision_id: UUID, *, run: bool, lock: bool = False) -> Decision:
    """Return a decision with its conference: for the convenor (``run``) or for the unit that owes it."""
    rows = Decision.objects.select_related("conference__organ", "organ")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=decision_id).first()
    if found is None or not conferences_for(actor).filter(pk=found.conference_id).exists():
        raise NotAllowed("没有这项议定事项，或者您无权查看。")
    if run and not runs(actor, found.conference):
        raise NotAllowed("这一步由召集单位的登记员或者负责人进行。", CONFERENCE)
    if not run and not answers_for(actor, found.organ_id):
        raise NotAllowed("完成情况由责任单位报。", CONFERENCE)
    return found
