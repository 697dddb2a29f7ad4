"""Designate the organ that must accept (信访工作条例 24(1))."""

from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Incomplete, NotCompetent
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import COMPETENT_KINDS, Actor, Organ
from minqing.kernel.rows.public import insert
from minqing.petition.matter.clocks import DUE_FIELDS, turn_clocks
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.papers import between_organs
from minqing.petition.matter.rules import Annex, Mode, Move, State
from minqing.petition.matter.steps import (
    add_annex,
    drop_annex,
    open_for_move,
    procedure_of,
    purpose_of,
    refuse_if,
    save_step,
)
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _
from minqing.petition.routing.events import OrganDesignated
from minqing.petition.routing.handing_over import hand_over, referred_event, starting_clocks
from minqing.petition.routing.models import Designation, Referral
from minqing.petition.routing.notices import tell_designated
from minqing.petition.routing.referrals import organ_at, paths_in_dispute
from minqing.petition.routing.rules import ReferralFacts
from minqing.petition.routing.rules.disputes import (
    DISPUTES,
    DesignationFacts,
    common_superior,
    designation_refusal,
)


def designate_organ(
    *,
    actor: Actor,
    petition_id: UUID,
    organ_id: UUID,
    reason: str,
    decision_ref: str = "",
    at: datetime,
    version: int | None = None,
) -> Designation:
    """指定受理机关: the common superior of the organs in dispute decides; none, the joint conference does.

    A leader of the common superior decides in person; the petition office records a decision with its
    reference (批示、会议纪要). The organ designated holds the matter and cannot object. Records
    ``petition.designated`` and ``petition.referred``, and the letter. Refused: no dispute, a sealed matter,
    an organ that cannot decide, no reason, no reference.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.DESIGNATE, Move.DESIGNATE, version=version)
        target = Organ.objects.select_related("successor").filter(pk=organ_id).first()
        if target is None:
            raise Incomplete("没有这个机关、单位。", DISPUTES)
        disputed = paths_in_dispute(petition)
        if State(petition.state) is State.REFERRED and not disputed:
            raise NotCompetent("受理机关没有提出过异议，不存在受理争议。", DISPUTES)
        superior = organ_at(common_superior([*disputed, target.path]))
        refuse_if(designation_refusal(_facts(actor, petition, target, superior, reason, decision_ref)))
        day, office = civil_day(at), petition.received_by
        referral = put_into_hands(petition, target, day)
        fields = (*add_annex(petition, Annex.COORDINATION), *drop_annex(petition, Annex.OBJECTION))
        save_step(petition, found, ("holder", "handling", "referred_on", *fields, *DUE_FIELDS))
        said = {"dispute": _dispute(disputed), "reason": _reasoned(superior, reason, decision_ref)}
        referral.document_id = document_id = _letter(petition, superior or office, said, actor, day)
        designation = Designation(
            petition=petition,
            organ=target,
            decided_by=superior,
            decision_ref=decision_ref.strip(),
            reason=reason.strip(),
            referral=referral,
            document_id=document_id,
            designated_on=day,
        )
        insert(referral)
        insert(designation)
        decided = OrganDesignated(
            designation_id=designation.id,
            to_organ=target.id,
            by_organ=superior.id if superior else None,
            document_id=document_id,
        )
        record(actor=actor, chain=petition.id, event=decided, at=at)
        record(actor=actor, chain=petition.id, event=referred_event(referral), at=at)
        tell_designated(petition, actor, day)
    return designation


def put_into_hands(petition: Petition, target: Organ, day: date) -> Referral:
    """Put the matter into the hands of the organ decided on: its duty to tell runs, no right to object."""
    starts = starting_clocks(petition, _as_referral(petition), target.id, day, designated=True)
    turn_clocks(petition, on=day, stop=EFFECTS[Act.DESIGNATE].stops, start=starts)
    return hand_over(
        petition,
        target,
        Referral(
            petition=petition,
            from_organ=petition.received_by,
            to_organ=target,
            mode=Mode.TRANSFER.value,
            referred_on=day,
            row="R10",
            designated=True,
        ),
    )


def _facts(  # noqa: PLR0917 - a private helper
    actor: Actor, petition: Petition, target: Organ, superior: Organ | None, reason: str, ref: str
) -> DesignationFacts:
    return DesignationFacts(
        target_path=target.path,
        target_active=target.active,
        target_competent=target.organ_kind in COMPETENT_KINDS,
        holder_path=petition.received_by.path,
        concerns_path=petition.concerns.path if petition.concerns else "",
        sealed=petition.sealed,
        classified=purpose_of(petition) is not None,
        deciding_path=superior.path if superior else "",
        own_paths=frozenset(post.organ_path for post in actor.posts),
        reason=reason,
        decision_ref=ref,
    )


def _as_referral(petition: Petition) -> ReferralFacts:
    return ReferralFacts(
        purpose=purpose_of(petition),
        procedure=procedure_of(petition),
        content_class=petition.content_class,
        holder_path=petition.received_by.path,
        concerns_path="",
        target=None,
        mode=Mode.TRANSFER,
        requirement="",
        report_by=None,
    )


def _dispute(paths: list[str]) -> str:
    names = list(Organ.objects.filter(path__in=paths).order_by("path").values_list("name", flat=True))
    if not names:
        return _("涉及两个以上机关、单位，对由谁受理有争议")
    return _("%(organs)s对受理提出异议") % {"organs": "、".join(names)}


def _reasoned(superior: Organ | None, reason: str, ref: str) -> str:
    who = superior.name if superior else _("信访工作联席会议")
    by = _("%(who)s决定") % {"who": who}
    return f"{by}{f'（{ref.strip()}）' if ref.strip() else ''}：{reason.strip()}"


def _letter(petition: Petition, organ: Organ, said: dict[str, str], actor: Actor, day: date) -> UUID:
    """Issue the letter to the organ designated, which holds the matter already; return its id."""
    target = petition.holder.name
    return issue_document(
        actor=actor,
        kind=DocumentKind.DESIGNATION_LETTER,
        subject_id=petition.id,
        organ=organ,
        data={
            **between_organs(petition, petition.received_by, actor),
            "to_organ": target,
            "designated_organ": target,
            **said,
        },
        on=day,
    ).id
