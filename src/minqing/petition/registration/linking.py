"""关联: two matters that belong together are linked by a person, with a reason; undone the same way.

A link changes nobody's clock and nobody's answer: each matter is answered in its own time
(信访工作条例 22(1)).
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from minqing.kernel.law.public import Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import insert, update
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Annex
from minqing.petition.matter.steps import account_of, add_annex, check_version, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.registration.events import PetitionsLinked, PetitionsUnlinked
from minqing.petition.registration.models import Link
from minqing.petition.registration.rules import (
    REGISTERS,
    SECRECY,
    LinkKind,
    link_refusal,
    unlink_refusal,
)


def link_petitions(
    *,
    actor: Actor,
    petition_id: UUID,
    other_id: UUID,
    kind: LinkKind,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> Link:
    """关联、并案: two matters the actor can see belong together; both timelines tell it.

    Registrars of the holding organ or of one above. Merging (并案) is such a link: each keeps its number,
    clock and answer. Records ``petition.linked`` on both. Refused twice, with itself, without a reason, and
    between a sealed matter and an open one, which would tell of the sealed one (30(3)).
    """
    with whole():
        petition, other = _both(actor, petition_id, other_id)
        check_version(petition, version)
        chosen = LinkKind(kind)
        pair = Q(petition=petition, other=other) | Q(petition=other, other=petition)
        already = Link.objects.filter(pair, kind=chosen.value, undone_at=None).exists()
        refuse_if(link_refusal(itself=petition.pk == other.pk, already=already, kind=chosen, reason=reason))
        if petition.sealed != other.sealed:
            raise Incomplete("密封件和普通件不能关联，以免透露密封件。", SECRECY)
        link = Link(
            petition=petition,
            other=other,
            kind=chosen.value,
            reason=reason.strip()[:500],
            made_by_id=account_of(actor),
            made_at=at,
        )
        insert(link)
        for here, there in ((petition, other), (other, petition)):
            save_step(here, None, add_annex(here, Annex.LINKS))
            event = PetitionsLinked(
                link_id=link.id, other=there.id, kind=chosen.value, other_number=there.number or ""
            )
            record(actor=actor, chain=here.id, event=event, at=at)
    return link


def unlink_petitions(
    *,
    actor: Actor,
    petition_id: UUID,
    link_id: UUID,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> Link:
    """解除关联: the link was a mistake, or is over; it stays on record, undone.

    Records ``petition.unlinked`` on both. Refused for a split, whose requests have left for good.
    """
    with whole():
        mine = Q(petition=petition_id) | Q(other=petition_id)
        link = Link.objects.filter(mine, pk=link_id).first()
        if link is None:
            petition_for(actor, petition_id, Doing.LINK, lock=True)
            raise Incomplete("没有这个关联，请重新打开页面。", REGISTERS)
        there_id = link.other_id if link.petition_id == petition_id else link.petition_id
        petition, other = _both(actor, petition_id, there_id)
        check_version(petition, version)
        refuse_if(unlink_refusal(kind=LinkKind(link.kind), undone=link.undone_at is not None, reason=reason))
        link.undone_by_id, link.undone_at, link.undone_reason = actor.account_id, at, reason.strip()[:500]
        update(link, ["undone_by", "undone_at", "undone_reason"])
        for here, there in ((petition, other), (other, petition)):
            save_step(here, None)
            event = PetitionsUnlinked(
                link_id=link.id,
                other=there.id,
                other_number=there.number or "",
                reason_digest=digest_of(reason),
            )
            record(actor=actor, chain=here.id, event=event, at=at)
    return link


def _both(actor: Actor, petition_id: UUID, other_id: UUID) -> tuple[Petition, Petition]:
    """Return both matters locked, always in the same order; the second needs only to be readable."""
    found = {}
    for key in sorted({petition_id, other_id}):
        doing = Doing.LINK if key == petition_id else Doing.READ
        found[key] = petition_for(actor, key, doing, lock=True)
    return found[petition_id], found[other_id]
