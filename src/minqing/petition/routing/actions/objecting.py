"""Object to a referral, and verify the objection: two steps (信访工作条例 23(3))."""

from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Organ
from minqing.kernel.rows.public import update
from minqing.petition.matter.clocks import (
    DUE_FIELDS,
    Start,
    knows_term,
    resume_clock,
    turn_clocks,
)
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import PRIVACY, UNKNOWN, petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.papers import between_organs, day_words
from minqing.petition.matter.rules import Annex, Move, Purpose
from minqing.petition.matter.steps import (
    add_annex,
    check_version,
    drop_annex,
    open_for_move,
    purpose_of,
    refuse_if,
    save_step,
)
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _
from minqing.petition.routing import rules
from minqing.petition.routing.events import ObjectionAgreed, ObjectionRefused, ReferralObjected
from minqing.petition.routing.models import Referral
from minqing.petition.routing.notices import tell_objected, tell_objection_refused, tell_returned
from minqing.petition.routing.referrals import latest_referral, open_objection
from minqing.petition.routing.rules.disputes import OBJECT_VERIFY, verification_refusal


def object_to_referral(
    *,
    actor: Actor,
    petition_id: UUID,
    reason: str,
    proposed_organ_id: UUID | None = None,
    materials: str = "",
    at: datetime,
    version: int | None = None,
) -> Referral:
    """提出异议: the organ says within 5 working days why it is not competent; it goes on holding the matter.

    ``materials`` lists what would be handed back. The sender verifies; until then the duty to notify runs on
    as if nothing had been said. Records ``petition.objected`` and the letter (异议函); the sender's
    registrars are told. Refused: later (``TooLate``), without reasons, a second time, by a designated organ.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.OBJECT, Move.OBJECT, version=version)
        day = civil_day(at)
        referral = latest_referral(petition)
        clock = petition.clocks.filter(term="ORG_OBJECT", stopped_on=None).first()
        refuse_if(
            rules.objection_refusal(
                reason=reason,
                due_on=clock.due_on if clock else None,
                on=day,
                designated=referral is not None and referral.designated,
                refused=referral is not None and referral.objected_on is not None,
            )
        )
        if referral is None:
            raise Incomplete("这件信访事项不是转送、交办来的，不能提出异议。", rules.OBJECTS)
        proposed = _proposed(proposed_organ_id)
        referral.objected_on = day
        referral.objection = reason.strip()
        referral.materials = materials.strip()
        referral.proposed_organ = proposed
        referral.objection_document_id = _letter(petition, referral, proposed, actor, day)
        update(referral, ["objected_on", "objection", "materials", "proposed_organ", "objection_document_id"])
        starts = [Start(OBJECT_VERIFY, referral.from_organ_id, day)] if knows_term(OBJECT_VERIFY, day) else []
        turn_clocks(petition, on=day, stop=EFFECTS[Act.OBJECT].stops, start=starts)
        fields = (*add_annex(petition, Annex.OBJECTION), *add_annex(petition, Annex.COORDINATION))
        save_step(petition, found, (*fields, *DUE_FIELDS))
        record(
            actor=actor,
            chain=petition.id,
            event=ReferralObjected(
                referral_id=referral.id,
                by_organ=referral.to_organ_id,
                proposed_organ=proposed_organ_id,
                reason_digest=digest_of(reason),
                document_id=referral.objection_document_id,
                verify_by=_verify_by(petition),
            ),
            at=at,
        )
        tell_objected(petition, referral, actor, day)
    return referral


def _proposed(organ_id: UUID | None) -> Organ | None:
    if organ_id is None:
        return None
    found = Organ.objects.filter(pk=organ_id, active=True).first()
    if found is None:
        raise Incomplete(_("没有所建议的机关、单位。"), rules.OBJECTS)
    return found


def _verify_by(petition: Petition) -> date | None:
    return petition.due_on if petition.due_term == OBJECT_VERIFY else None


def _letter(petition: Petition, referral: Referral, proposed: Organ | None, actor: Actor, day: date) -> UUID:
    """Issue the letter to the sender: reasons, the organ proposed, the list of materials."""
    sealed = petition.purpose == Purpose.ACCUSATION
    return issue_document(
        actor=actor,
        kind=DocumentKind.OBJECTION_LETTER,
        subject_id=petition.id,
        organ=referral.to_organ,
        data={
            **between_organs(petition, referral.to_organ, actor),
            # 30(3): a letter about a report names neither the person nor the matter.
            **({"petitioner_name": _("（密）"), "summary": _("检举控告类事项")} if sealed else {}),
            "to_organ": referral.from_organ.name,
            "referred_on": day_words(referral.referred_on),
            "reason": referral.objection,
            "competent_organ": proposed.name if proposed else _("请转送、交办的机关核实确定"),
            "materials": referral.materials or _("原转送、交办的全部材料"),
        },
        on=day,
    ).id


def take_back(
    *, actor: Actor, petition_id: UUID, reason: str = "", at: datetime, version: int | None = None
) -> Referral:
    """同意异议、收回: the sender found the objection right; the matter and its materials come back.

    Registrars and leaders of the organ that referred it. The bounce is counted; the sender's routing clock
    runs on as if it had never stopped. Records ``petition.taken_back``; both sides are told. Refused without
    an open objection.
    """
    with whole():
        petition, found = open_for_move(
            actor, petition_id, Doing.VERIFY_OBJECTION, Move.TAKE_BACK, version=version
        )
        referral = _open(petition, agrees=True, reason=reason)
        day = civil_day(at)
        _verified(referral, day, agreed=True, words=reason)
        turn_clocks(petition, on=day, stop=EFFECTS[Act.TAKE_BACK].stops)
        petition.holder = referral.from_organ
        petition.handling = None
        petition.bounces += 1
        resume_clock(petition, EFFECTS[Act.TAKE_BACK].runs_on, referral.from_organ_id)
        fields = drop_annex(petition, Annex.OBJECTION)
        save_step(petition, found, ("holder", "handling", "bounces", *fields, *DUE_FIELDS))
        record(
            actor=actor,
            chain=petition.id,
            event=ObjectionAgreed(
                referral_id=referral.id,
                by_organ=referral.from_organ_id,
                bounces=petition.bounces,
                words_digest=digest_of(reason),
            ),
            at=at,
        )
        tell_returned(petition, actor, day)
    return referral


def refuse_objection(
    *, actor: Actor, petition_id: UUID, reason: str, at: datetime, version: int | None = None
) -> Referral:
    """不同意异议: the sender found the organ competent; it must go on, its duty to notify never stopped.

    Registrars and leaders of the organ that referred it. Records ``petition.objection_refused``; the organ is
    told why. Refused without an open objection or without a reason.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.VERIFY_OBJECTION, lock=True)
        check_version(petition, version)
        referral = _open(petition, agrees=False, reason=reason)
        day = civil_day(at)
        _verified(referral, day, agreed=False, words=reason)
        turn_clocks(petition, on=day, stop=EFFECTS[Act.REFUSE_OBJECTION].stops)
        fields = drop_annex(petition, Annex.OBJECTION)
        save_step(petition, None, (*fields, *DUE_FIELDS))
        event = ObjectionRefused(
            referral_id=referral.id, to_organ=referral.to_organ_id, reason_digest=digest_of(reason)
        )
        record(actor=actor, chain=petition.id, event=event, at=at)
        tell_objection_refused(petition, actor, day)
    return referral


def _open(petition: Petition, *, agrees: bool, reason: str) -> Referral:
    referral = open_objection(petition)
    if referral is None and purpose_of(petition) is Purpose.ACCUSATION:
        # Who sent a report on learns nothing of it any more, not even that it is still there.
        raise NotAllowed(UNKNOWN, PRIVACY)
    refuse_if(verification_refusal(open_objection=referral is not None, agrees=agrees, reason=reason))
    if referral is None:
        raise NotAllowed(UNKNOWN, PRIVACY)
    return referral


def _verified(referral: Referral, day: date, *, agreed: bool, words: str) -> None:
    referral.verified_on, referral.agreed, referral.verification = day, agreed, words.strip()
    update(referral, ["verified_on", "agreed", "verification"])
