"""Refer to the competent organ.

Articles: 信访工作条例 22(1)-(2), 23(1), 23(2), 24(2), 30(3).
"""

from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Organ
from minqing.kernel.rows.public import Prepared, insert
from minqing.petition.matter.clocks import (
    DUE_FIELDS,
    turn_clocks,
)
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import Mode, Move
from minqing.petition.matter.steps import (
    open_for_move,
    refuse_if,
    save_step,
)
from minqing.petition.matter.together import whole
from minqing.petition.routing import rules
from minqing.petition.routing.handing_over import hand_over, referred_event, starting_clocks
from minqing.petition.routing.inspection import wrong_inspection
from minqing.petition.routing.lettering import letter_data, referral_facts, tell_in_writing
from minqing.petition.routing.models import Referral
from minqing.petition.routing.notices import tell_referred

_ORGAN = Prepared(lambda key: Organ.objects.select_related("successor").filter(pk=key), UUID)


def refer_petition(
    *,
    actor: Actor,
    petition_id: UUID,
    organ_id: UUID,
    mode: Mode,
    requirement: str = "",
    report_by: date | None = None,
    at: datetime,
    version: int | None = None,
) -> Referral:
    """转送·交办: the competent organ holds the matter; its clocks to notify and to object start.

    Registrars of the holding organ or of one above. The routing clock stops. An assignment (交办) names its
    demands and the day of feedback, which becomes a clock. Another organ than the petition office refers to
    its subordinates only, and tells the petitioner in writing where it went (23(1)). Records
    ``petition.referred`` with the row of the table, and the letter; the registrars of the organ are told.
    Refused: not classified, no such organ, one that cannot decide or is complained of, a way the table does
    not know, a matter that bounced too often without a coordination meeting.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.REFER, Move.REFER, version=version)
        target = _ORGAN.first(organ_id)
        day, wanted = civil_day(at), Mode(mode)
        facts = referral_facts(petition, target, wanted, requirement, report_by, day)
        refuse_if(rules.referral_refusal(facts, day))
        if target is None:
            raise Incomplete("没有这个机关、单位。", rules.ROUTES)
        refuse_if(wrong_inspection(petition, target))
        sender, row = petition.holder, rules.row_of_referral(facts)
        starts = starting_clocks(petition, facts, target.id, day)
        turn_clocks(petition, on=day, stop=EFFECTS[Act.REFER].stops, start=starts)
        referral = hand_over(
            petition,
            target,
            Referral(
                petition=petition,
                from_organ=sender,
                to_organ=target,
                mode=wanted.value,
                requirement=requirement.strip(),
                report_by=report_by,
                referred_on=day,
                row=row,
            ),
        )
        save_step(petition, found, ("holder", "handling", "referred_on", *DUE_FIELDS))
        referral.document_id = issue_document(
            actor=actor,
            kind=DocumentKind.REFERRAL_LETTER,
            subject_id=petition.id,
            organ=sender,
            data=letter_data(facts, petition, sender, target, actor, row),
            on=day,
        ).id
        insert(referral)
        record(actor=actor, chain=petition.id, event=referred_event(referral), at=at)
        tell_referred(petition, actor, day)
        tell_in_writing(petition, sender, target, actor, row, day)
    return referral
