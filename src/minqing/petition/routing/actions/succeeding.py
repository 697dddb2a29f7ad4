"""Hand a matter of an organ that is gone to the one that took over its powers (信访工作条例 24(2))."""

from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete, NotCompetent
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Organ
from minqing.kernel.rows.public import update
from minqing.petition.matter.clocks import running_clocks
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import FINISHED, State
from minqing.petition.matter.steps import check_version, save_step
from minqing.petition.matter.together import whole
from minqing.petition.routing.events import OrganSucceeded
from minqing.petition.routing.notices import tell_referred
from minqing.petition.routing.rules import SUCCESSION


def hand_to_successor(
    *, actor: Actor, petition_id: UUID, at: datetime, version: int | None = None
) -> Petition:
    """承继: the organ that holds a matter was merged or abolished; its successor goes on with it.

    Registrars of an organ above or of the one that registered it, or the supervisors of the level, who can
    read what came straight to an organ that is gone. State and clocks stay as they are: the
    days go on counting, now as the successor's. Records ``petition.succeeded``; the successor is told.
    Refused while the organ is still there, or when no successor is entered.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.SUCCEED, lock=True)
        check_version(petition, version)
        if State(petition.state) in FINISHED:
            raise Conflict("这件信访事项已经办结或者撤回。", SUCCESSION)
        before = petition.holder
        if before.active:
            raise NotCompetent(f"{before.name}没有撤销或者停用，不需要移交。", SUCCESSION)
        after = Organ.objects.filter(predecessors=before, active=True).first()
        if after is None:
            raise Incomplete(
                f"没有登记{before.name}的承继单位；职责不清的，请报本级党委和政府或者其指定的机关、单位确定。",
                SUCCESSION,
            )
        for clock in running_clocks(petition):
            if clock.organ_id == before.id:
                clock.organ_id = after.id
                update(clock, ["organ"])
        petition.holder = after
        if petition.handling_id == before.id:
            petition.handling = after
        petition.handler = None
        save_step(petition, None, ("holder", "handling", "handler"))
        record(
            actor=actor,
            chain=petition.id,
            event=OrganSucceeded(from_organ=before.id, to_organ=after.id),
            at=at,
        )
        tell_referred(petition, actor, civil_day(at))
    return petition
