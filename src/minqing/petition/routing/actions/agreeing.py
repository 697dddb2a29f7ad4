"""Record that the organs concerned agreed which of them accepts (协商受理, 信访工作条例 24(1))."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import COMPETENT_KINDS, Actor, Organ
from minqing.kernel.rows.public import insert
from minqing.petition.matter.clocks import DUE_FIELDS
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.papers import between_organs
from minqing.petition.matter.rules import Annex, Mode, Move
from minqing.petition.matter.steps import (
    account_of,
    add_annex,
    drop_annex,
    open_for_move,
    purpose_of,
    refuse_if,
    save_step,
)
from minqing.petition.matter.together import whole
from minqing.petition.routing.actions.designating import put_into_hands
from minqing.petition.routing.events import OrgansAgreed
from minqing.petition.routing.handing_over import referred_event
from minqing.petition.routing.models import Agreement, AgreementParty
from minqing.petition.routing.notices import tell_referred
from minqing.petition.routing.rules.disputes import DISPUTES, AgreementFacts, agreement_refusal


@dataclass(frozen=True, slots=True)
class Party:
    """One organ that agreed, and who spoke for it."""

    organ_id: UUID
    speaker: str


def agree_acceptance(
    *,
    actor: Actor,
    petition_id: UUID,
    organ_id: UUID,
    parties: Sequence[Party],
    agreed_on: date,
    text: str,
    at: datetime,
    version: int | None = None,
) -> Agreement:
    """协商受理: the organs concerned agreed among themselves who accepts; who, when and in which words.

    Recorded where the matter was registered, before it is accepted; nobody above has to decide then. The
    organ agreed on holds the matter and cannot object. Records ``petition.agreed`` and
    ``petition.referred``, and the letter; its registrars are told. Refused: fewer than two organs, one
    without its speaker, no words, a day to come, an organ that is no party, a sealed matter.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.COORDINATE, Move.DESIGNATE, version=version)
        day, organs = civil_day(at), _organs(parties, organ_id)
        target = organs[organ_id]
        refuse_if(agreement_refusal(_facts(petition, target, organs, parties, agreed_on, day, text)))
        referral = put_into_hands(petition, target, day)
        fields = (*add_annex(petition, Annex.COORDINATION), *drop_annex(petition, Annex.OBJECTION))
        save_step(petition, found, ("holder", "handling", "referred_on", *fields, *DUE_FIELDS))
        referral.document_id = document_id = _letter(petition, target, actor, day)
        agreement = Agreement(
            petition=petition,
            organ=target,
            agreed_on=agreed_on,
            text=text.strip(),
            referral=referral,
            recorded_on=day,
            recorded_by_id=account_of(actor),
        )
        insert(referral)
        insert(agreement)
        insert(
            *(
                AgreementParty(agreement=agreement, organ=organs[each.organ_id], speaker=each.speaker.strip())
                for each in parties
            )
        )
        agreed = OrgansAgreed(
            agreement_id=agreement.id,
            to_organ=target.id,
            organs=tuple(each.organ_id for each in parties),
            agreed_on=agreed_on,
            document_id=document_id,
            text_digest=digest_of(text),
        )
        record(actor=actor, chain=petition.id, event=agreed, at=at)
        record(actor=actor, chain=petition.id, event=referred_event(referral), at=at)
        tell_referred(petition, actor, day)
    return agreement


def _organs(parties: Sequence[Party], agreed: UUID) -> dict[UUID, Organ]:
    wanted = {agreed, *(each.organ_id for each in parties)}
    found = Organ.objects.in_bulk(list(wanted))
    if len(found) != len(wanted):
        raise Incomplete("没有所填的机关、单位。", DISPUTES)
    return found


def _facts(  # noqa: PLR0917 - a private helper
    petition: Petition,
    target: Organ,
    organs: dict[UUID, Organ],
    parties: Sequence[Party],
    agreed_on: date,
    day: date,
    text: str,
) -> AgreementFacts:
    return AgreementFacts(
        parties=[(organs[each.organ_id].path, each.speaker) for each in parties],
        target_path=target.path,
        target_active=target.active,
        target_competent=target.organ_kind in COMPETENT_KINDS,
        holder_path=petition.holder.path,
        sealed=petition.sealed,
        classified=purpose_of(petition) is not None,
        agreed_on=agreed_on,
        on=day,
        text=text,
    )


def _letter(petition: Petition, target: Organ, actor: Actor, day: date) -> UUID:
    """Issue the letter that goes with the matter to the organ agreed on; return its id."""
    office = petition.received_by
    return issue_document(
        actor=actor,
        kind=DocumentKind.REFERRAL_LETTER,
        subject_id=petition.id,
        organ=office,
        data={
            **between_organs(petition, office, actor),
            "to_organ": target.name,
            "mode": Mode.TRANSFER.value,
            "basis": DISPUTES.cite,
            "demands": "",
            "feedback_due": "",
        },
        on=day,
    ).id
