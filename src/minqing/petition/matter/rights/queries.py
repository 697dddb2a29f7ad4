"""Reads of rights: whose a request is to answer, what waits, what was asked on a matter.

Whoever a complaint is about, and posts at or beneath their organ, never get a row of it (信访工作条例 30(3)).
"""

from typing import Final
from uuid import UUID

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor, Duty
from minqing.petition.matter.gate import verdict_on
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.kept import without_kept
from minqing.petition.matter.rights import rules
from minqing.petition.matter.rights.models import RightsRequest
from minqing.petition.matter.rights.rules import Right, Status

ANSWERERS: Final = {
    Right.ACCESS: (Duty.REGISTRAR, Duty.LEADER),
    Right.CORRECTION: (Duty.REGISTRAR, Duty.LEADER),
    Right.CONDUCT: (Duty.LEADER,),
    Right.RECUSAL: (Duty.LEADER,),
}


def may_answer(actor: Actor, row: RightsRequest) -> bool:
    """Return whether this actor answers a request: the right duty in the owning organ, and not complained of.

    Nor anybody the matter is kept from. Needs ``about_organ`` and ``petition`` loaded. The same words as for
    an id that does not exist meet everybody else.
    """
    if actor.account_id is None or actor.account_id == row.about_account_id:
        return False
    if not any(actor.holds(duty, row.owner_id) for duty in ANSWERERS[Right(row.kind)]):
        return False
    if row.petition.sealed:
        # 30(3): that somebody asks anything about a report is known to nobody the report is kept from.
        if not verdict_on(actor, Doing.READ, row.petition):
            return False
    elif not without_kept(row.petition, [actor.account_id]):
        return False
    if row.kind != Right.CONDUCT or row.about_organ is None:
        return True
    paths = {post.organ_id: post.organ_path for post in actor.posts}
    return not rules.kept_from(paths, row.about_organ.path)


def right_for(actor: Actor, request_id: UUID, *, lock: bool = False) -> RightsRequest:
    """Return a request for whoever answers it. Raises ``NotAllowed`` alike for unknown and forbidden."""
    rows = RightsRequest.objects.select_related(
        "petition", "petition__holder", "petition__petitioner", "about_organ", "about_account", "owner"
    )
    if lock:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=request_id).first()
    if row is None or not may_answer(actor, row):
        raise NotAllowed("没有这项请求，或者不由您答复。")
    return row


def rights_of(petition_id: UUID, *, conduct: bool) -> list[RightsRequest]:
    """Return what was asked on a matter, the newest first; ``conduct`` only for the petitioner's own page."""
    rows = RightsRequest.objects.select_related("petition", "owner", "about_account", "about_organ").filter(
        petition_id=petition_id
    )
    if not conduct:
        rows = rows.exclude(kind=Right.CONDUCT.value)
    return list(rows.order_by("-id"))


def rights_waiting(actor: Actor) -> list[RightsRequest]:
    """Return the open requests this actor answers, what is due first on top; one query.

    Uses index: rights_open.
    """
    organs = sorted(actor.organ_ids(Duty.LEADER) | actor.organ_ids(Duty.REGISTRAR))
    if not organs:
        return []
    rows = RightsRequest.objects.select_related("petition", "owner", "about_organ", "about_account").filter(
        owner_id__in=organs, status=Status.OPEN.value
    )
    return [row for row in rows.order_by("due_on", "id")[:200] if may_answer(actor, row)]
