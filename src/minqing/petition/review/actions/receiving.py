"""The reviewing organ takes a request on, and decides on one that came late."""

from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import insert, update
from minqing.petition.matter.clocks import DUE_FIELDS
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notices import tell_petitioner
from minqing.petition.matter.rules import Annex, Level, Move, State, step
from minqing.petition.matter.steps import add_annex, open_for_move, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _
from minqing.petition.reply.models import Opinion
from minqing.petition.review import papers, rules
from minqing.petition.review.events import LateRequestDecided, ReviewAccepted
from minqing.petition.review.models import ReviewRequest
from minqing.petition.review.queries import handled_before, obstacle_until, request_of


def known_request(matter: Petition) -> ReviewRequest:
    """Return the request of a review matter; refuses a matter that is none."""
    request = request_of(matter)
    if request is None:
        raise Conflict("这不是复查、复核件。", rules.ASKS)
    return request


def stand_aside(*, actor: Actor, matter: Petition) -> None:
    """Refuse whoever handled, drafted or signed what is now reviewed (28(3))."""
    refuse_if(rules.recusal_refusal(actor.account_id, handled_before(matter)))


def decide_late_request(
    *, actor: Actor, petition_id: UUID, admit: bool, reason: str, at: datetime, version: int | None = None
) -> ReviewRequest:
    """决定是否准许逾期申请: let in for a good reason asked for in ten days, else no longer accepted (R15).

    Reviewers of the reviewing organ, before it is taken on. Not let in, the matter is answered with a
    不再受理告知书 that says why. Records ``petition.late_request_decided``. Refused without reasons, for a
    request in time, and to let in what no obstacle explains (民事诉讼法 86 by analogy).
    """
    with whole():
        matter, found = open_for_move(
            actor, petition_id, Doing.REVIEW, Move.ACCEPT, version=version, reviewing=True, joins=("handler",)
        )
        request = known_request(matter)
        stand_aside(actor=actor, matter=matter)
        if request.admitted is not None:
            raise Conflict("已经作出决定。", rules.OBSTACLE)
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
        request.admitted, request.admission_reason = admit, reason.strip()
        request.admission_on = day
        fields = ["admitted", "admission_reason", "admission_on"]
        decided = LateRequestDecided(request_id=request.pk, admitted=admit, reason_digest=digest_of(reason))
        record(actor=actor, chain=matter.pk, event=decided, at=at)
        if admit:
            save_step(matter, None)
        else:
            request.decided_on = day
            fields += ["decided_on", *_refused(actor, request, matter, at)]
        del found
        update(request, fields)
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
    if actor.account_id is None:
        raise Conflict("由复查、复核人员决定。", rules.OBSTACLE)
    insert(
        Opinion(
            petition=matter,
            status=Opinion.Status.ISSUED,
            facts=request.admission_reason,
            drafted_by_id=actor.account_id,
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


def accept_review(*, actor: Actor, petition_id: UUID, at: datetime, version: int | None = None) -> Petition:
    """受理复查、复核请求: somebody who had no part in it before becomes responsible; the petitioner is told.

    Reviewers of the reviewing organ. The clock runs from receipt of the request and does not begin again
    (35, 36(1)). Records ``petition.review_accepted`` and the notice. Refused while a late request is
    undecided, and for anybody who handled the matter before (28(3)).
    """
    with whole():
        matter, found = open_for_move(
            actor,
            petition_id,
            Doing.REVIEW,
            Move.ACCEPT,
            version=version,
            reviewing=True,
            joins=("petitioner", "handler"),
        )
        request = known_request(matter)
        stand_aside(actor=actor, matter=matter)
        if request.late and not request.admitted:
            raise Incomplete("这件申请已经逾期，请先决定是否准许，并写明理由。", rules.OBSTACLE)
        day = civil_day(at)
        matter.handler_id = actor.account_id
        matter.accepted_on = day
        save_step(matter, found, ("handler", "accepted_on", *DUE_FIELDS))
        accepted = ReviewAccepted(request_id=request.pk, reviewer=actor.account_id, due_on=matter.due_on)
        record(actor=actor, chain=matter.pk, event=accepted, at=at)
        issue_document(
            actor=actor,
            kind=DocumentKind.ACCEPTANCE_NOTICE,
            subject_id=matter.pk,
            organ=matter.holder,
            data=papers.acceptance(request, matter, actor),
            on=day,
        )
        name = rules.LEVEL_WORDS[Level(matter.level)]
        tell_petitioner(
            matter,
            event_name="petition.review_accepted",
            words=_("您的%(level)s申请%(number)s已受理。") % {"level": name, "number": matter.number or ""},
        )
    return matter
