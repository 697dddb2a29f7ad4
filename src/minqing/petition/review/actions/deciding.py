"""Draft a review opinion, send it up, approve it; what follows from each decision."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import Document, DocumentKind, issue_document, preview
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty
from minqing.kernel.rows.public import insert, update
from minqing.petition.handling.hearing.actions import concluded_hearing, refuse_while_hearing
from minqing.petition.matter.clocks import DUE_FIELDS
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Level, Move, State
from minqing.petition.matter.steps import check_version, open_for_move, refuse_if, save_step
from minqing.petition.matter.together import lay_beside, whole
from minqing.petition.reply.events import OpinionSubmitted
from minqing.petition.reply.models import Opinion
from minqing.petition.reply.notices import tell_approval_asked, tell_decided
from minqing.petition.reply.opinions import OPEN, open_opinion
from minqing.petition.reply.rules import approval_refusal
from minqing.petition.review import papers, rules
from minqing.petition.review.actions.receiving import known_request, stand_aside
from minqing.petition.review.aftermath import finish_chain, open_redo
from minqing.petition.review.events import ReviewDecided, ReviewDrafted
from minqing.petition.review.models import ReviewDecision, ReviewRequest
from minqing.petition.review.notices import tell_review_decided
from minqing.petition.review.queries import redo_latest
from minqing.petition.review.rules import Ground, ReviewOutcome


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """复查（复核）意见稿: what was found, what is decided, on which grounds and basis."""

    facts: str = ""
    outcome: ReviewOutcome | str = ""
    grounds: Sequence[Ground | str] = field(default_factory=tuple)
    reasons: str = ""
    basis: str = ""
    change: str = ""
    redo_by: date | None = None
    publish: bool = False


def save_review(
    *,
    actor: Actor,
    petition_id: UUID,
    draft: DecisionDraft,
    at: datetime,
    version: int | None = None,
) -> Opinion:
    """起草复查、复核意见: keep the draft as it stands; gaps are allowed until it is sent up.

    Reviewers of the reviewing organ who had no part in it before, while it is handled. ``version`` is the
    matter's. Records ``petition.review_drafted`` with a digest of the words.
    """
    with whole():
        matter = petition_for(actor, petition_id, Doing.REVIEW, lock=True)
        check_version(matter, version)
        if matter.level == Level.FIRST or State(matter.state) is not State.HANDLING:
            raise Conflict("受理复查、复核请求之后、送审之前才能起草意见。", rules.ASKS)
        stand_aside(actor=actor, matter=matter)
        if actor.account_id is None:
            raise NotAllowed("复查、复核意见由复查、复核人员起草。", rules.ASKS)
        opinion = open_opinion(matter)
        if opinion is None:
            opinion = Opinion(
                petition=matter, drafted_by_id=actor.account_id, updated_at=at, facts=draft.facts, version=1
            )
            insert(lay_beside(matter, OPEN, opinion))
            insert(ReviewDecision(opinion=opinion, **_said(draft)))
        else:
            opinion.facts, opinion.drafted_by_id = draft.facts, actor.account_id
            opinion.status, opinion.updated_at = Opinion.Status.DRAFT, at
            opinion.version += 1
            update(opinion, ["facts", "drafted_by", "status", "updated_at", "version"])
            ReviewDecision.objects.update_or_create(opinion=opinion, defaults=_said(draft))
        words = "\n".join((draft.facts, str(draft.outcome), draft.reasons, draft.basis, draft.change))
        drafted = ReviewDrafted(opinion_id=opinion.pk, version=opinion.version, digest=digest_of(words))
        record(actor=actor, chain=matter.pk, event=drafted, at=at)
    return opinion


def _said(draft: DecisionDraft) -> dict[str, object]:
    """Return the columns of a draft; an outcome or ground that does not exist is a slip of the program."""
    return {
        "outcome": ReviewOutcome(draft.outcome).value if draft.outcome else "",
        "grounds": [Ground(each).value for each in dict.fromkeys(draft.grounds)],
        "reasons": draft.reasons.strip(),
        "basis": draft.basis.strip(),
        "change": draft.change.strip(),
        "redo_by": draft.redo_by,
        "publish": draft.publish,
    }


def decision_of(opinion: Opinion | None) -> ReviewDecision | None:
    """Return what a review opinion decides so far; one query."""
    return ReviewDecision.objects.filter(opinion=opinion).first() if opinion else None


def _facts(matter: Petition, opinion: Opinion | None, decision: ReviewDecision | None) -> rules.DecisionFacts:
    if opinion is None or decision is None:
        return rules.DecisionFacts(Level(matter.level), "", None, (), "", "", "", None)
    return rules.DecisionFacts(
        level=Level(matter.level),
        facts=opinion.facts,
        outcome=ReviewOutcome(decision.outcome) if decision.outcome else None,
        grounds=tuple(Ground(each) for each in decision.grounds),
        reasons=decision.reasons,
        basis=decision.basis,
        change=decision.change,
        redo_by=decision.redo_by,
        publish=decision.publish,
        heard=decision.publish and concluded_hearing(matter) is not None,
    )


def submit_review(*, actor: Actor, petition_id: UUID, at: datetime, version: int | None = None) -> Opinion:
    """送审: the review opinion goes to the leaders of the reviewing organ, complete.

    Reviewers who had no part in it before. Records ``petition.opinion_submitted``; the leaders are told.
    Refused with every gap named.
    """
    with whole():
        matter, found = open_for_move(
            actor, petition_id, Doing.REVIEW, Move.SUBMIT, version=version, reviewing=True
        )
        stand_aside(actor=actor, matter=matter)
        refuse_while_hearing(matter)
        opinion = open_opinion(matter)
        day = civil_day(at)
        refuse_if(
            rules.decision_refusal(_facts(matter, opinion, decision_of(opinion)), day, redo_latest(day))
        )
        if opinion is None:
            raise Incomplete("还没有起草意见。", rules.ASKS)
        opinion.status, opinion.submitted_at = Opinion.Status.SUBMITTED, at
        opinion.sent_back_reason = ""
        update(opinion, ["status", "submitted_at", "sent_back_reason"])
        matter.sent_back = False
        save_step(matter, found, ("sent_back",))
        submitted = OpinionSubmitted(opinion_id=opinion.pk, version=opinion.version)
        record(actor=actor, chain=matter.pk, event=submitted, at=at)
        tell_approval_asked(matter, actor, day)
    return opinion


def approve_review(*, actor: Actor, petition_id: UUID, at: datetime, version: int | None = None) -> Opinion:
    """签发复查、复核意见: issued as a paper; sent back, the first organ must handle it anew by the day set.

    Leaders of the reviewing organ, never who drafted it or had a part in it before (28(3)). Upheld or changed
    ends the review; sent back opens a linked matter at the first organ; a final opinion is noted on the whole
    chain (36(3)). Records ``petition.review_decided`` on both files and the paper.
    """
    with whole():
        matter, found = open_for_move(
            actor,
            petition_id,
            Doing.APPROVE,
            Move.APPROVE,
            version=version,
            reviewing=True,
            joins=("handler", "holder__parent"),
        )
        request, day = known_request(matter), civil_day(at)
        opinion = open_opinion(matter)
        decision = decision_of(opinion)
        if opinion is None or decision is None or opinion.status != Opinion.Status.SUBMITTED:
            raise Conflict("没有送审的复查、复核意见。", rules.ASKS)
        refuse_if(
            approval_refusal(drafted_by=opinion.drafted_by_id, approver=actor.account_id, submitted=True)
        )
        stand_aside(actor=actor, matter=matter)
        refuse_if(rules.decision_refusal(_facts(matter, opinion, decision), day, redo_latest(day)))
        document = issue_document(
            actor=actor,
            kind=_kind(Level(matter.level)),
            subject_id=matter.pk,
            organ=matter.holder,
            data=papers.opinion_paper(request, matter, opinion, decision, actor),
            on=day,
        )
        opinion.status, opinion.approved_by_id = Opinion.Status.ISSUED, actor.account_id
        opinion.decided_at, opinion.document_id = at, document.pk
        update(opinion, ["status", "approved_by", "decided_at", "document_id"])
        matter.answered_on = day
        save_step(matter, found, ("answered_on", *DUE_FIELDS))
        _decided(actor, request, matter, (opinion, decision, document), at)
        tell_decided(matter, opinion.drafted_by_id, actor, sent_back=False)
    return opinion


def _kind(level: Level) -> DocumentKind:
    final = level is Level.FINAL_REVIEW
    return DocumentKind.FINAL_REVIEW_OPINION if final else DocumentKind.REVIEW_OPINION


def _decided(
    actor: Actor,
    request: ReviewRequest,
    matter: Petition,
    made: tuple[Opinion, ReviewDecision, Document],
    at: datetime,
) -> None:
    """Note the result on the request and both files, and do what follows from it."""
    opinion, decision, document = made
    day = civil_day(at)
    request.outcome, request.decided_on = decision.outcome, day
    request.result_number, request.result_document_id = document.number, document.pk
    request.redo_by = decision.redo_by if decision.outcome == ReviewOutcome.SEND_BACK else None
    update(request, ["outcome", "decided_on", "result_number", "result_document_id", "redo_by"])
    event = ReviewDecided(
        request_id=request.pk,
        level=request.level,
        outcome=request.outcome,
        grounds=tuple(decision.grounds),
        document_id=document.pk,
        drafted_by=opinion.drafted_by_id,
        redo_by=request.redo_by,
        publish=decision.publish,
    )
    # Signed by a deputy, the record bears the post stood in for, with （代）.
    post = actor.post_for(Duty.LEADER, matter.holder_id)
    for chain in (matter.pk, request.of_id):
        record(actor=actor, chain=chain, event=event, at=at, post=post)
    if request.redo_by is not None:
        open_redo(actor, request, matter, request.redo_by, at)
    elif request.level == Level.FINAL_REVIEW:
        finish_chain(actor, request, matter, at)
    tell_review_decided(request, actor, day)


def preview_review(actor: Actor, petition_id: UUID, at: datetime) -> bytes:
    """Return the PDF the present draft would become, without number; for whoever may read the matter."""
    matter = petition_for(actor, petition_id, Doing.READ, joins=("handler", "holder__parent"))
    opinion = open_opinion(matter)
    decision = decision_of(opinion)
    if opinion is None or decision is None or not decision.outcome:
        raise Conflict("还没有起草复查、复核意见。", rules.ASKS)
    data = papers.opinion_paper(known_request(matter), matter, opinion, decision, actor)
    return preview(_kind(Level(matter.level)), data, organ_name=matter.holder.name, on=civil_day(at))
