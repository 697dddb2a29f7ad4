"""Tell the answer without paper on the short track (简易答复).

Source: 信访事项简易办理办法: who does not ask for paper may be answered over the network, by telephone or
message; 信访工作条例 32(1), 35.
"""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Refused
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import update
from minqing.petition.handling.co_handling.actions import refuse_while_owed
from minqing.petition.handling.hearing.actions import refuse_while_hearing
from minqing.petition.matter.clocks import Start, knows_term, turn_clocks
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Note, Petition
from minqing.petition.matter.notebook import write_note
from minqing.petition.matter.notices import tell_staff
from minqing.petition.matter.requests import requests_of
from minqing.petition.matter.rules import (
    Level,
    Move,
    Outcome,
    Purpose,
    State,
    Track,
)
from minqing.petition.matter.steps import (
    check_version,
    open_for_move,
    procedure_of,
    purpose_of,
    refuse_if,
    save_step,
)
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import OUTCOMES
from minqing.petition.matter.words import official as _
from minqing.petition.reply import rules
from minqing.petition.reply.events import AnswerTold, SimpleConfirmed
from minqing.petition.reply.execution.actions import FIELDS as FOLLOWED
from minqing.petition.reply.execution.actions import start_executions
from minqing.petition.reply.execution.rules import EXECUTES, ToExecute, execution_gap
from minqing.petition.reply.models import Answer, Opinion
from minqing.petition.reply.notices import tell_answered
from minqing.petition.reply.opinions import answers_of, open_opinion
from minqing.petition.routing.models import SimpleTrack
from minqing.petition.routing.rules.simple import (
    CONDITIONS,
    IN_WRITING,
    SIGNED_OFF,
    Told,
    answer_refusal,
    confirming_refusal,
    unconfirmed_refusal,
)

# What the short track is not for: whoever is refused gets a written opinion and its review.
REFUSING: Final = frozenset({Outcome.NOT_SUPPORT, Outcome.SUPPORT_IN_PART})


def tell_answer(
    *,
    actor: Actor,
    petition_id: UUID,
    told: Told | str,
    words: str = "",
    at: datetime,
    version: int | None = None,
) -> Opinion:
    """简易答复: what was drafted for each request is told without paper; the matter is delivered that day.

    The matter's handler, on the short track, when the petitioner asked for no paper. The answer stands on the
    petitioner's page word for word. Told in writing (network, message) it opens the thirty days for review;
    by word of mouth it does not, for 35 counts from a written answer. Records ``petition.answer_told``.
    Refused: ordinary track, paper asked for, a request unanswered, refused or without its day (32(2)), words
    the responsible person has not confirmed.
    """
    with whole():
        petition, found = open_for_move(
            actor, petition_id, Doing.HANDLE, Move.TELL, version=version, joins=("petitioner",)
        )
        day, way = civil_day(at), Told(told)
        opinion, track, answers = tellable(petition)
        confirmed = track.confirmed_at is not None
        refuse_if(
            unconfirmed_refusal(
                confirmed=confirmed, changed=track.confirmed_digest != answers_digest(answers)
            )
        )
        opinion.status, opinion.decided_at = Opinion.Status.ISSUED, at
        update(opinion, ["status", "decided_at"])
        track.answered_told, track.answered_at, track.answered_by_id = way.value, at, actor.account_id
        update(track, ["answered_told", "answered_at", "answered_by"])
        starts = [Start(term, None, day) for term in _windows(petition, way, day)]
        turn_clocks(petition, on=day, stop=EFFECTS[Act.TELL].stops, start=starts)
        start_executions(actor=actor, petition=petition, answers=answers, at=at)
        petition.answered_on = petition.delivered_on = day
        save_step(petition, found, ("answered_on", "delivered_on", *FOLLOWED))
        text = _said(answers, words)
        note = write_note(actor, petition, kind=Note.Kind.NOTE, text=text, shown=True, at=at, event=False)
        record(
            actor=actor,
            chain=petition.id,
            event=AnswerTold(
                opinion_id=opinion.id,
                note_id=note.id,
                told=way.value,
                delivered_on=day,
                text_digest=digest_of(text),
            ),
            at=at,
        )
        tell_answered(petition)
    return opinion


def confirm_simple_answer(
    *, actor: Actor, petition_id: UUID, at: datetime, version: int | None = None
) -> SimpleTrack:
    """确认简易答复: the responsible person signs the answers as they stand, before they are told.

    Leaders of the handling organ, not who drafted it. A change afterwards asks for a new confirmation.
    Records ``petition.simple_confirmed``; the handler is told. Refused as the telling itself would be.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.APPROVE, lock=True)
        check_version(petition, version)
        if State(petition.state) is not State.HANDLING:
            raise Conflict("现在没有等待确认的简易答复。", SIGNED_OFF)
        opinion, track, answers = tellable(petition)
        refuse_if(confirming_refusal(drafted_by_self=opinion.drafted_by_id == actor.account_id))
        track.confirmed_by_id, track.confirmed_at = actor.account_id, at
        track.confirmed_digest = answers_digest(answers)
        update(track, ["confirmed_by", "confirmed_at", "confirmed_digest"])
        save_step(petition, None)
        event = SimpleConfirmed(opinion_id=opinion.id, text_digest=track.confirmed_digest)
        record(actor=actor, chain=petition.id, event=event, at=at)
        if petition.handler_id:
            tell_staff(
                petition,
                [petition.handler_id],
                event_name="petition.simple_confirmed",
                title=_("负责人已确认简易答复，可以答复信访人"),
                actor=actor,
            )
    return track


def answers_digest(answers: list[Answer]) -> str:
    """Return what a confirmation is bound to: outcome and words of every answer."""
    return digest_of(_said(answers, ""))


def tellable(petition: Petition) -> tuple[Opinion, SimpleTrack, list[Answer]]:
    """Return what is told, refusing what may not be told without paper."""
    opinion, track = open_opinion(petition), SimpleTrack.objects.filter(petition=petition).first()
    answers = answers_of(petition, opinion) if opinion else []
    refuse_if(
        answer_refusal(
            simple=petition.track == Track.SIMPLE,
            paper_wanted=track is None or track.paper_wanted,
            gaps=_gaps(petition, answers),
        )
    )
    if opinion is None or track is None:
        raise Incomplete("请先写好每一项请求的答复。", rules.OPINION)
    if any(answer.outcome in REFUSING for answer in answers):
        raise NotAllowed("不予支持的不适用简易办理，请转为普通程序，出具书面处理意见。", CONDITIONS)
    _refuse_over_what_is_open(petition, answers)
    return opinion, track, answers


def _gaps(petition: Petition, answers: list[Answer]) -> tuple[int, ...]:
    allowed = {str(each) for each in rules.OUTCOMES[purpose_of(petition) or Purpose.CLAIM]}
    done = {a.request_id for a in answers if a.outcome in allowed and a.reason.strip()}
    return tuple(request.seq for request in requests_of(petition) if request.id not in done)


def _refuse_over_what_is_open(petition: Petition, answers: list[Answer]) -> None:
    refuse_if(_unplanned(petition, answers))
    refuse_while_owed(petition)
    refuse_while_hearing(petition)


def _unplanned(petition: Petition, answers: list[Answer]) -> Refused | None:
    """Return why supported requests without a day of execution may not be told yet, or None (32(2))."""
    purpose = purpose_of(petition)
    left = [
        str(a.request.seq)
        for a in answers
        if execution_gap(purpose, a.outcome, ToExecute(a.execute_by, a.executed))
    ]
    words = f"第{'、'.join(left)}项请求还没有写执行期限；已经执行的，写明执行情况。"
    return Incomplete(words, EXECUTES) if left else None


def _said(answers: list[Answer], words: str) -> str:
    lines = [
        f"{a.request.seq}. {a.request.text}：{_(OUTCOMES[Outcome(a.outcome)])}。{a.reason}" for a in answers
    ]
    return "\n".join([_("简易办理答复："), *lines, *([words.strip()] if words.strip() else [])])


def _windows(petition: Petition, way: Told, on: date) -> list[str]:
    return rules.opened_windows(
        purpose_of(petition),
        procedure_of(petition),
        level=Level(petition.level),
        declined=False,
        reviewed=way in IN_WRITING,
        knows=lambda term: knows_term(term, on),
    )
