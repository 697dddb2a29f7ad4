"""A request that came late: let in by the reviewer, or refused with the signature of the organ's leader.

Articles: 信访工作条例 35, 36(1) (the window); 民事诉讼法 86 by analogy (what made it late); 44 (to refuse
what is within one's powers is a ground of liability, so nobody refuses alone).
"""

from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Conflict
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty
from minqing.kernel.rows.public import insert, update
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Note, Petition
from minqing.petition.matter.rules import Annex, Move, State, step
from minqing.petition.matter.steps import account_of, add_annex, open_for_move, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.reply.models import Opinion
from minqing.petition.review import papers, rules
from minqing.petition.review.actions.receiving import known_request, stand_aside
from minqing.petition.review.events import LateRefusalProposed, LateRefusalSentBack, LateRequestDecided
from minqing.petition.review.models import ReviewRequest
from minqing.petition.review.notices import tell_late_refusal, tell_late_sent_back
from minqing.petition.review.queries import obstacle_until


def decide_late_request(
    *, actor: Actor, petition_id: UUID, admit: bool, reason: str, at: datetime, version: int | None = None
) -> ReviewRequest:
    """决定是否准许逾期申请: let in for a good reason asked for in ten days; a refusal goes to the leader.

    Reviewers of the reviewing organ, before it is taken on. To let it in the reviewer decides alone and
    ``petition.late_request_decided`` is recorded; to refuse it is proposed with its reasons, recorded as
    ``petition.late_refusal_proposed``, and the organ's leaders are asked to sign. Refused without reasons,
    for a request in time, and to let in what no obstacle explains (民事诉讼法 86 by analogy).
    """
    with whole():
        matter, _found = open_for_move(
            actor, petition_id, Doing.REVIEW, Move.ACCEPT, version=version, reviewing=True, joins=("handler",)
        )
        request = known_request(matter)
        stand_aside(actor=actor, matter=matter)
        if request.admitted is not None:
            raise Conflict("已经作出决定。", rules.OBSTACLE)
        if request.refusal_by_id is not None:
            raise Conflict(
                "已经报请负责人签批不予准许，请等候签批；负责人退回以后可以重新决定。", rules.OBSTACLE
            )
        ended, day = request.obstacle_ended_on, civil_day(at)
        asked_on = request.posted_on or request.received_on
        refuse_if(
            rules.admission_refusal(
                late=request.late,
                admit=admit,
                reason=reason,
                obstacle_ended=ended is not None,
                in_ten_days=ended is not None and asked_on <= obstacle_until(ended),
            )
        )
        request.admission_reason = reason.strip()
        if admit:
            request.admitted, request.admission_on = True, day
            update(request, ["admitted", "admission_reason", "admission_on"])
            decided = LateRequestDecided(
                request_id=request.pk, admitted=True, reason_digest=digest_of(reason), proposed_by=None
            )
            record(actor=actor, chain=matter.pk, event=decided, at=at)
        else:
            request.refusal_by_id, request.refusal_on = account_of(actor), day
            update(request, ["admission_reason", "refusal_by", "refusal_on"])
            proposed = LateRefusalProposed(request_id=request.pk, reason_digest=digest_of(reason))
            record(actor=actor, chain=matter.pk, event=proposed, at=at)
            tell_late_refusal(request, matter, actor, day)
        save_step(matter, None)
    return request


def sign_late_refusal(
    *,
    actor: Actor,
    petition_id: UUID,
    agree: bool,
    words: str = "",
    at: datetime,
    version: int | None = None,
) -> ReviewRequest:
    """签批不予准许: the leader signs, and the matter is answered by 不再受理告知书 (R15); or sends it back.

    Leaders of the reviewing organ, or their deputies, never who proposed it or had a part in the matter
    before (28(3)). Signed, ``petition.late_request_decided`` is recorded with the notice; sent back with a
    reason, ``petition.late_refusal_sent_back``, and a reviewer decides anew.
    """
    with whole():
        matter, _found = open_for_move(
            actor,
            petition_id,
            Doing.APPROVE,
            Move.DECLINE,
            version=version,
            reviewing=True,
            joins=("handler",),
        )
        request = known_request(matter)
        stand_aside(actor=actor, matter=matter)
        post = actor.post_for(Duty.LEADER, matter.holder_id)
        refuse_if(
            rules.late_signature_refusal(
                proposed_by=request.refusal_by_id if request.admitted is None else None,
                signer=actor.account_id,
                standing_for=post.standing_for if post else None,
                agree=agree,
                words=words,
            )
        )
        if not agree:
            return _sent_back(actor, request, matter, words, at)
        day = civil_day(at)
        proposer = request.refusal_by_id
        request.admitted, request.admission_on, request.decided_on = False, day, day
        fields = ["admitted", "admission_on", "decided_on", *_refused(actor, request, matter, at)]
        update(request, fields)
        decided = LateRequestDecided(
            request_id=request.pk,
            admitted=False,
            reason_digest=digest_of(request.admission_reason),
            proposed_by=proposer,
        )
        record(actor=actor, chain=matter.pk, event=decided, at=at, post=post)
    return request


def _sent_back(
    actor: Actor, request: ReviewRequest, matter: Petition, words: str, at: datetime
) -> ReviewRequest:
    """Put the late request before the reviewers again, with the leader's words."""
    proposer = request.refusal_by_id
    request.refusal_by_id, request.refusal_on, request.admission_reason = None, None, ""
    update(request, ["refusal_by", "refusal_on", "admission_reason"])
    insert(Note(petition=matter, author_id=account_of(actor), at=at, text=f"不同意不予准许：{words.strip()}"))
    save_step(matter, None)
    event = LateRefusalSentBack(request_id=request.pk, reason_digest=digest_of(words))
    post = actor.post_for(Duty.LEADER, matter.holder_id)
    record(actor=actor, chain=matter.pk, event=event, at=at, post=post)
    tell_late_sent_back(matter, proposer, actor)
    return request


def _refused(actor: Actor, request: ReviewRequest, matter: Petition, at: datetime) -> tuple[str, ...]:
    """Answer a late request with the notice that it is not accepted; it is delivered like any answer."""
    day = civil_day(at)
    document = issue_document(
        actor=actor,
        kind=DocumentKind.NO_LONGER_NOTICE,
        subject_id=matter.pk,
        organ=matter.holder,
        data=papers.late_refused(request, matter, actor),
        on=day,
    )
    insert(
        Opinion(
            petition=matter,
            status=Opinion.Status.ISSUED,
            facts=request.admission_reason,
            drafted_by_id=request.refusal_by_id or account_of(actor),
            approved_by_id=account_of(actor),
            decided_at=at,
            document_id=document.pk,
            updated_at=at,
        )
    )
    request.result_number, request.result_document_id = document.number, document.pk
    matter.answered_on = day
    declined = step(State(matter.state), Move.DECLINE)
    if isinstance(declined, Exception):
        raise declined
    save_step(matter, declined, ("answered_on", *add_annex(matter, Annex.DECLINE)))
    return ("result_number", "result_document_id")
