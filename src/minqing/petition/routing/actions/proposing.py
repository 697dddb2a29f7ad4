"""Propose the short track when a matter is passed on (简易办理, one working day a level)."""

from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, NotCompetent
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, OrganKind
from minqing.kernel.rows.public import insert
from minqing.petition.matter.clocks import DUE_FIELDS, Start, counted, knows_term, turn_clocks
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import Annex, State, Track
from minqing.petition.matter.steps import (
    add_annex,
    check_version,
    refuse_if,
    save_step,
)
from minqing.petition.matter.together import whole
from minqing.petition.routing.events import SimpleProposed
from minqing.petition.routing.models import SimpleTrack
from minqing.petition.routing.referrals import simple_facts
from minqing.petition.routing.rules.simple import (
    CONDITIONS,
    Bar,
    Reason,
    relay_refusal,
    simple_refusal,
)

RELAY = "SIMPLE_RELAY"


def propose_simple(
    *,
    actor: Actor,
    petition_id: UUID,
    reason: Reason | str,
    absent: frozenset[Bar],
    explanation: str = "",
    at: datetime,
    version: int | None = None,
) -> SimpleTrack:
    """建议简易办理: the petition office marks a matter as simple; it must pass it on within a working day.

    Registrars of the petition office that holds it, before it refers; the competent organ decides. Records
    ``petition.simple_proposed``. Refused when a condition fails or the working day has passed.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.SIMPLIFY, lock=True)
        check_version(petition, version)
        if State(petition.state) is not State.REGISTERED or petition.track != Track.ORDINARY:
            raise Conflict("登记以后、转送以前才能建议简易办理。", CONDITIONS)
        if petition.holder.kind != OrganKind.PETITION_OFFICE:
            raise NotCompetent("本机关、单位可以直接决定简易办理，不需要建议。", CONDITIONS)
        wanted, day = Reason(reason), civil_day(at)
        refuse_if(simple_refusal(simple_facts(petition, None, wanted, absent, explanation)))
        if not knows_term(RELAY, petition.received_on):
            raise NotCompetent("收到这件事项时的规则没有简易办理。", CONDITIONS)
        start = Start(RELAY, petition.holder_id, petition.received_on)
        refuse_if(relay_refusal(due_on=counted(petition, start).due_on, on=day))
        turn_clocks(petition, on=day, start=[start])
        petition.track = Track.SIMPLE.value
        track = SimpleTrack(
            petition=petition, proposed_on=day, reason=wanted.value, explanation=explanation.strip()
        )
        insert(track)
        save_step(petition, None, ("track", *add_annex(petition, Annex.SIMPLE), *DUE_FIELDS))
        record(actor=actor, chain=petition.id, event=SimpleProposed(reason=wanted.value), at=at)
    return track
