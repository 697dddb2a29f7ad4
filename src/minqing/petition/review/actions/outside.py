"""Review by an organ that does not work with this system: what was sent, what came back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import update
from minqing.petition.matter.clocks import DUE_FIELDS, Start, turn_clocks
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notebook import attach
from minqing.petition.matter.rules import Level
from minqing.petition.matter.steps import save_step
from minqing.petition.matter.together import whole
from minqing.petition.review import rules
from minqing.petition.review.actions.responding import waiting_request
from minqing.petition.review.aftermath import finish_chain, open_redo
from minqing.petition.review.events import ReviewCameBack, ReviewSentOutside
from minqing.petition.review.models import ReviewRequest
from minqing.petition.review.rules import ReviewOutcome


@dataclass(frozen=True, slots=True)
class OutsideResult:
    """外单位的复查（复核）意见: as its paper says."""

    outcome: ReviewOutcome
    number: str
    decided_on: date
    served_on: date
    words: str
    redo_by: date | None = None
    file_ids: Sequence[UUID] = field(default_factory=tuple)


def _outside(petition: Petition) -> ReviewRequest:
    request = waiting_request(petition)
    if not request.outside:
        raise Conflict("这件申请在本系统内办理，不需要寄送。", rules.ASKS)
    return request


def send_outside(*, actor: Actor, petition_id: UUID, sent_on: date, how: str, at: datetime) -> ReviewRequest:
    """寄送申请和案卷: to a reviewing organ that does not work with this system.

    Registrars, handlers, leaders and reviewers of the organ whose opinion is complained of, or registrars
    where the matter came in (``Doing.RESPOND``): the petitioner asks the next-higher organ (35, 36(1)), and
    who gave the opinion has the file. Records ``petition.review_sent_outside``. Refused for the
    future, before the request, or without saying how (so that it can be found again).
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.RESPOND, lock=True)
        request = _outside(petition)
        if not how.strip():
            raise Incomplete("请写明寄送方式和单号（或者送交人、接收人）。", rules.ASKS)
        if not request.received_on <= sent_on <= civil_day(at):
            raise Incomplete("寄送日期应当在收到申请之后、今天以前。", rules.ASKS)
        request.sent_on, request.sent_how = sent_on, how.strip()[:120]
        update(request, ["sent_on", "sent_how"])
        save_step(petition, None)
        event = ReviewSentOutside(request_id=request.pk, sent_on=sent_on)
        record(actor=actor, chain=petition.pk, event=event, at=at)
    return request


def record_outside_result(
    *, actor: Actor, petition_id: UUID, result: OutsideResult, at: datetime
) -> ReviewRequest:
    """登记外单位的意见: what the organ outside decided, and what follows here.

    The same people as ``send_outside``; the clock that followed it stops. A review opinion starts the
    window for final review from its delivery (36(1)), one sent back opens the matter anew, a final one ends
    the chain (36(3)). Records ``petition.review_came_back``. Refused with gaps, or days in the wrong order.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.RESPOND, lock=True, joins=("petitioner",))
        request, day = _outside(petition), civil_day(at)
        _check(request, result, day)
        outcome = ReviewOutcome(result.outcome)
        request.outcome, request.result_number = outcome.value, result.number.strip()[:80]
        request.decided_on, request.result_served_on = result.decided_on, result.served_on
        request.result_words = result.words.strip()
        request.redo_by = result.redo_by if outcome is ReviewOutcome.SEND_BACK else None
        fields = ("outcome", "result_number", "decided_on", "result_served_on", "result_words", "redo_by")
        update(request, fields)
        attach(petition, tuple(result.file_ids), at=at, by_petitioner=False)
        window = Start(rules.APPLY_TERMS[Level.FINAL_REVIEW], None, result.served_on)
        turn_clocks(
            petition,
            on=day,
            stop=EFFECTS[Act.OUTSIDE_RESULT].stops,
            start=[window] if request.level == Level.REVIEW else [],
        )
        save_step(petition, None, DUE_FIELDS)
        came_back = ReviewCameBack(
            request_id=request.pk,
            level=request.level,
            outcome=outcome.value,
            decided_on=result.decided_on,
            served_on=result.served_on,
        )
        record(actor=actor, chain=petition.pk, event=came_back, at=at)
        if request.redo_by is not None:
            open_redo(actor, request, None, request.redo_by, at)
        elif request.level == Level.FINAL_REVIEW:
            finish_chain(actor, request, None, at)
    return request


def _check(request: ReviewRequest, result: OutsideResult, day: date) -> None:
    gaps = [
        words
        for words, said in (("意见书文号", result.number), ("意见摘要", result.words))
        if not said.strip()
    ]
    if result.outcome == ReviewOutcome.SEND_BACK and (result.redo_by is None or result.redo_by <= day):
        gaps.append("重新办理的期限（今天以后）")
    if gaps:
        raise Incomplete(f"请写明{'、'.join(gaps)}。", rules.ASKS)
    if not request.received_on <= result.decided_on <= result.served_on <= day:
        raise Incomplete("日期的先后应当是：收到申请、作出意见、送达、今天。", rules.ASKS)
