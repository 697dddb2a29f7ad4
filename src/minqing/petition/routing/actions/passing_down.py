"""Refer what was referred to one's organ on to the organ beneath it (转送下级, 信访工作条例 23(1))."""

from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Organ, OrganKind
from minqing.kernel.rows.public import insert
from minqing.petition.matter.clocks import DUE_FIELDS, turn_clocks
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import Mode, State
from minqing.petition.matter.steps import check_version, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.routing import rules
from minqing.petition.routing.handing_over import hand_over, referred_event, starting_clocks
from minqing.petition.routing.inspection import wrong_inspection
from minqing.petition.routing.lettering import letter_data, referral_facts, tell_in_writing
from minqing.petition.routing.models import Referral
from minqing.petition.routing.notices import tell_referred
from minqing.petition.routing.referrals import latest_referral, open_objection


def refer_down(
    *, actor: Actor, petition_id: UUID, organ_id: UUID, at: datetime, version: int | None = None
) -> Referral:
    """转送下级: the organ a matter was referred to sends it on to the organ beneath it that is competent.

    Registrars of the holding organ or of one above, before it is accepted; the state stays, the hands change.
    The clocks to notify and to object start with the organ beneath; the petitioner is told in writing where
    it went. Records ``petition.referred`` with row R8, and the letter. Refused: to an organ that is not
    beneath, while an objection is open, of a matter assigned (交办), agreed on or designated, by the petition
    office.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.REFER, lock=True)
        check_version(petition, version)
        before = latest_referral(petition)
        refuse_if(
            rules.passing_down_refusal(
                referred=State(petition.state) is State.REFERRED,
                office=petition.holder.organ_kind is OrganKind.PETITION_OFFICE,
                objected=open_objection(petition) is not None,
                designated=before is not None and before.designated,
                assigned=before is not None and before.mode == Mode.ASSIGN,
            )
        )
        target, day = Organ.objects.select_related("successor").filter(pk=organ_id).first(), civil_day(at)
        facts = referral_facts(petition, target, Mode.TRANSFER, "", None, day)
        refuse_if(rules.referral_refusal(facts, day))
        if target is None:
            raise Incomplete("没有这个机关、单位。", rules.ROUTES)
        refuse_if(wrong_inspection(petition, target))
        sender, row = petition.holder, rules.row_of_referral(facts)
        starts = starting_clocks(petition, facts, target.id, day)
        turn_clocks(petition, on=day, stop=EFFECTS[Act.REFER].stops, start=starts)
        referral = Referral(
            petition=petition,
            from_organ=sender,
            to_organ=target,
            mode=Mode.TRANSFER.value,
            referred_on=day,
            row=row,
        )
        hand_over(petition, target, referral)
        save_step(petition, None, ("holder", "handling", "referred_on", *DUE_FIELDS))
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
