"""Refer what was referred to one's organ on to the organ beneath it (转送下级, 信访工作条例 23(1))."""

from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.people.public import Actor, Organ, OrganKind
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import Mode, State
from minqing.petition.matter.steps import check_version, refuse_if
from minqing.petition.matter.together import whole
from minqing.petition.routing import rules
from minqing.petition.routing.lettering import referral_facts
from minqing.petition.routing.models import Referral
from minqing.petition.routing.referrals import latest_referral, open_objection
from minqing.petition.routing.sending import competent_target, send_to


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
        target = competent_target(petition, target, facts, day)
        return send_to(petition, target, facts, actor=actor, step=None, at=at)
