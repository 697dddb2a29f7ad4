"""The only way from an id to a proposal for somebody: supervisors over it, staff of the recipient.

A proposal that grew from a matter sealed since, or kept from somebody, is not there for them.
"""

from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from minqing.kernel.access.public import superior_path
from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor, Duty, Organ
from minqing.petition import public as petitions
from minqing.petition.public import Doing
from minqing.supervision.proposals.models import Proposal
from minqing.supervision.proposals.rules import PROPOSES

UNKNOWN: Final = "没有这份建议，或者您无权查看。"
ANSWERING: Final = (Duty.REGISTRAR, Duty.LEADER)


def _jurisdiction(actor: Actor) -> Q:
    """Return the condition that an organ lies where the actor supervises: beneath the one above theirs."""
    reach = Q(pk__in=[])
    for post in actor.posts:
        if post.duty is Duty.SUPERVISOR:
            reach |= Q(path__startswith=superior_path(post.organ_path))
    return reach


def organs_supervised(actor: Actor) -> QuerySet[Organ]:
    """Return the organs within the actor's jurisdiction that work."""
    return Organ.objects.filter(_jurisdiction(actor), active=True).order_by("sort_key", "path")


def proposals_supervised(actor: Actor) -> QuerySet[Proposal]:
    """Return the proposals to organs of the actor's jurisdiction, the latest first."""
    organs = Organ.objects.filter(_jurisdiction(actor)).values("pk")
    matters = petitions.visible_to(actor, Doing.SUPERVISE).values("pk")
    rows = Proposal.objects.filter(Q(petition=None) | Q(petition__in=matters), organ__in=organs)
    return rows.select_related("organ", "issuer", "issued_by", "petition").order_by("-id")


def proposals_received(actor: Actor) -> QuerySet[Proposal]:
    """Return the proposals to the actor's own organs, what is due first on top."""
    organs = {organ for duty in ANSWERING for organ in actor.organ_ids(duty)}
    rows = Proposal.objects.filter(organ__in=sorted(organs)).filter(
        Q(petition=None) | Q(petition__sealed=False)
    )
    if actor.account_id is not None:
        rows = rows.exclude(petition__kept_accounts__contains=[actor.account_id])
    return rows.select_related("organ", "issuer", "issued_by", "petition").order_by("reply_due", "id")


def _one(rows: QuerySet[Proposal], proposal_id: UUID, *, lock: bool) -> Proposal:
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=proposal_id).first()
    if found is None:
        raise NotAllowed(UNKNOWN)
    return found


def proposal_supervised(actor: Actor, proposal_id: UUID, *, lock: bool = False) -> Proposal:
    """Return a proposal for its supervisor; raises ``NotAllowed``."""
    return _one(proposals_supervised(actor), proposal_id, lock=lock)


def proposal_received(actor: Actor, proposal_id: UUID, *, lock: bool = False) -> Proposal:
    """Return a proposal for the organ that must answer it; raises ``NotAllowed``."""
    return _one(proposals_received(actor), proposal_id, lock=lock)


def recipient_for(actor: Actor, organ_id: UUID) -> Organ:
    """Return the organ a supervisor may propose something to; raises ``NotAllowed``."""
    found = organs_supervised(actor).filter(pk=organ_id).first()
    if found is None or organ_id in actor.organ_ids(Duty.SUPERVISOR):
        raise NotAllowed("只能向本地区的其他机关、单位提出建议。", PROPOSES)
    return found
