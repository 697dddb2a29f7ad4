"""What happens in routing: refer to the competent organ, object to a referral.

Articles: 信访工作条例 22(1)-(2), 23(3), 24(2), 30(3).
"""

from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Organ
from minqing.kernel.rows.public import Prepared, insert, update
from minqing.petition.matter.clocks import DUE_FIELDS, EVERY, Start, resume_clock, turn_clocks
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.papers import common, day_words
from minqing.petition.matter.rules import ASSIGN_REPORT, Mode, Move
from minqing.petition.matter.steps import open_for_move, purpose_of, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _
from minqing.petition.routing import rules
from minqing.petition.routing.events import PetitionReferred, ReferralObjected
from minqing.petition.routing.models import Referral
from minqing.petition.routing.notices import tell_referred, tell_returned

_ORGAN = Prepared(lambda key: Organ.objects.filter(pk=key), UUID)
ROUTE_TERMS = ("XFB_ROUTE", "ORG_NOTIFY_DIRECT", "PRACTICE_ACCEPT")


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
    demands and the day of feedback, which becomes a clock. Records ``petition.referred`` and the letter; the
    registrars of the organ are told. Refused: not classified, unknown or closed organ, an organ that cannot
    decide, the organ complained of or one beneath it, an accusation to anybody but discipline inspection.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.REFER, Move.REFER, version=version)
        target = _ORGAN.first(organ_id)
        day, wanted = civil_day(at), Mode(mode)
        facts = _facts(petition, target, wanted, requirement, report_by)
        refuse_if(rules.referral_refusal(facts, day))
        sender = petition.holder
        if target is None:
            raise Incomplete("没有这个机关、单位。", rules.ROUTES)
        turn_clocks(petition, on=day, stop=EVERY, start=_clocks(facts, target.id, day))
        petition.holder = petition.handling = target
        petition.referred_on = day
        save_step(petition, found, ("holder", "handling", "referred_on", *DUE_FIELDS))
        document = issue_document(
            actor=actor,
            kind=DocumentKind.REFERRAL_LETTER,
            subject_id=petition.id,
            organ=sender,
            data=_letter(facts, petition, sender, target, actor),
            on=day,
        )
        referral = Referral(
            petition=petition,
            from_organ=sender,
            to_organ=target,
            mode=wanted.value,
            requirement=requirement.strip(),
            report_by=report_by,
            document_id=document.id,
            referred_on=day,
        )
        insert(referral)
        record(actor=actor, chain=petition.id, event=_referred(referral), at=at)
        tell_referred(petition, actor, day)
    return referral


def _referred(referral: Referral) -> PetitionReferred:
    return PetitionReferred(
        referral_id=referral.id,
        from_organ=referral.from_organ_id,
        to_organ=referral.to_organ_id,
        mode=referral.mode,
        report_by=referral.report_by,
    )


def _facts(
    petition: Petition, target: Organ | None, mode: Mode, requirement: str, report_by: date | None
) -> rules.ReferralFacts:
    return rules.ReferralFacts(
        purpose=purpose_of(petition),
        content_class=petition.content_class,
        holder_path=petition.holder.path,
        concerns_path=petition.concerns.path if petition.concerns else "",
        target=_target(target),
        mode=mode,
        requirement=requirement,
        report_by=report_by,
    )


def _clocks(facts: rules.ReferralFacts, organ_id: UUID, day: date) -> list[Start]:
    """Return the clocks a referral starts: to notify, to object, and the day of feedback of an assignment."""
    starts = [Start("ORG_NOTIFY_TRANSFER", organ_id, day), Start("ORG_OBJECT", organ_id, day)]
    if facts.mode is Mode.ASSIGN:
        starts.append(Start(ASSIGN_REPORT, organ_id, day, set_due=facts.report_by))
    return starts


def _target(organ: Organ | None) -> rules.Target | None:
    if organ is None:
        return None
    return rules.Target(kind=organ.organ_kind, path=organ.path, name=organ.name, active=organ.active)


def _letter(
    facts: rules.ReferralFacts, petition: Petition, sender: Organ, target: Organ, actor: Actor
) -> dict[str, object]:
    return {
        **common(petition, sender, actor),
        "to_organ": target.name,
        "mode": facts.mode.value,
        "basis": rules.ASSIGNS.cite if facts.mode is Mode.ASSIGN else rules.ROUTES.cite,
        "demands": facts.requirement.strip(),
        "feedback_due": day_words(facts.report_by) if facts.report_by else "",
    }


def object_to_referral(
    *,
    actor: Actor,
    petition_id: UUID,
    reason: str,
    proposed_organ_id: UUID | None = None,
    at: datetime,
    version: int | None = None,
) -> Referral:
    """提出异议: the organ gives the matter back within 5 working days, with its reasons.

    The sender holds it again, its routing clock runs on as if never stopped, the bounce is counted. Records
    ``petition.objected``; the sender's registrars are told. Refused: later (``TooLate``), without reasons.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.OBJECT, Move.OBJECT, version=version)
        day = civil_day(at)
        referral = Referral.objects.select_related("from_organ").filter(petition=petition).latest("id")
        clock = petition.clocks.filter(term="ORG_OBJECT", stopped_on=None).first()
        refuse_if(rules.objection_refusal(reason=reason, due_on=clock.due_on if clock else None, on=day))
        if proposed_organ_id and not Organ.objects.filter(pk=proposed_organ_id, active=True).exists():
            raise Incomplete(_("没有所建议的机关、单位。"), rules.OBJECTS)
        referral.objected_on = day
        referral.objection = reason.strip()
        referral.proposed_organ_id = proposed_organ_id
        update(referral, ["objected_on", "objection", "proposed_organ"])
        turn_clocks(petition, on=day, stop=EVERY)
        petition.holder = referral.from_organ
        petition.handling = None
        petition.bounces += 1
        resume_clock(petition, ROUTE_TERMS)
        save_step(petition, found, ("holder", "handling", "bounces", *DUE_FIELDS))
        record(
            actor=actor,
            chain=petition.id,
            event=ReferralObjected(
                referral_id=referral.id,
                by_organ=referral.to_organ_id,
                proposed_organ=proposed_organ_id,
                reason_digest=digest_of(reason),
                bounces=petition.bounces,
            ),
            at=at,
        )
        tell_returned(petition, actor, day)
    return referral
