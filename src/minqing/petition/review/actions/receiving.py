"""The reviewing organ takes a request on; one that came late is decided first (``late``)."""

from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.petition.matter.clocks import DUE_FIELDS
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notices import tell_petitioner
from minqing.petition.matter.rules import Level, Move
from minqing.petition.matter.steps import open_for_move, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _
from minqing.petition.review import papers, rules
from minqing.petition.review.events import ReviewAccepted
from minqing.petition.review.models import ReviewRequest
from minqing.petition.review.queries import handled_before, request_of


def known_request(matter: Petition) -> ReviewRequest:
    """Return the request of a review matter; refuses a matter that is none."""
    request = request_of(matter)
    if request is None:
        raise Conflict("这不是复查、复核件。", rules.ASKS)
    return request


def stand_aside(*, actor: Actor, matter: Petition) -> None:
    """Refuse whoever handled, drafted or signed what is now reviewed (28(3))."""
    refuse_if(rules.recusal_refusal(actor.account_id, handled_before(matter)))


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
            waiting = "已经报请负责人签批不予准许，请等候签批。" if request.refusal_by_id else ""
            raise Incomplete(waiting or "这件申请已经逾期，请先决定是否准许，并写明理由。", rules.OBSTACLE)
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
