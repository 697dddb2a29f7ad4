"""Draft the opinion, request by request, and send it up for approval."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import insert, update
from minqing.petition.handling.co_handling.actions import refuse_while_owed
from minqing.petition.handling.hearing.actions import refuse_while_hearing
from minqing.petition.handling.records.rules import unheard_refusal
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition, RequestItem
from minqing.petition.matter.requests import requests_of
from minqing.petition.matter.rules import Level, Move, Purpose, State, Track
from minqing.petition.matter.steps import (
    open_for_move,
    procedure_of,
    purpose_of,
    refuse_if,
    save_step,
)
from minqing.petition.matter.together import lay_beside, whole
from minqing.petition.reply import rules
from minqing.petition.reply.events import OpinionSaved, OpinionSubmitted
from minqing.petition.reply.models import Answer, Opinion
from minqing.petition.reply.notices import tell_approval_asked, tell_simple_waiting
from minqing.petition.reply.opinions import ANSWERS, OPEN, answers_of, open_opinion
from minqing.petition.reply.repeated import note_likeness
from minqing.petition.reply.rules import AnswerDraft, RequestFacts
from minqing.petition.routing.models import SimpleTrack

ANSWERED_AGAIN = """
ON CONFLICT (opinion_id, request_id)
DO UPDATE SET outcome = EXCLUDED.outcome, reason = EXCLUDED.reason, basis = EXCLUDED.basis,
    executor_id = EXCLUDED.executor_id, execute_by = EXCLUDED.execute_by, executed = EXCLUDED.executed
"""


def save_opinion(
    *,
    actor: Actor,
    petition_id: UUID,
    facts: str,
    answers: Sequence[AnswerDraft],
    version: int | None = None,
    at: datetime,
) -> Opinion:
    """起草: keep the draft as it stands; gaps are allowed until it is sent up.

    The matter's handler, while it is being handled. ``version`` is the opinion's, so that two windows do not
    overwrite one another (``Conflict``). Records ``petition.opinion_saved`` with a digest of the words. On
    the short track the leaders are told once every request is answered, and again after they had confirmed.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.HANDLE, lock=True)
        if State(petition.state) is not State.HANDLING:
            raise Conflict("受理之后、送审之前才能起草处理意见。", rules.OPINION)
        if petition.level != Level.FIRST:
            raise Conflict("这是复查、复核件，请起草复查、复核意见。", rules.OPINION)
        author = _author(actor)
        requests, opinion = requests_of(petition), open_opinion(petition)
        if opinion is not None and version is not None and version != opinion.version:
            raise Conflict("处理意见已在别处改过，请重新打开后再保存。", rules.OPINION)
        rows = _answers(petition, requests, answers)
        told = petition.track != Track.SIMPLE or _waits_already(petition, opinion, requests)
        if opinion is None:
            opinion = Opinion(petition=petition, drafted_by_id=author, updated_at=at, facts=facts, version=1)
            insert(lay_beside(petition, OPEN, opinion))
            lay_beside(petition, ANSWERS, rows)
        else:
            opinion.facts = facts
            opinion.drafted_by_id = author
            opinion.status = Opinion.Status.DRAFT
            opinion.updated_at = at
            opinion.version += 1
            update(opinion, ["facts", "drafted_by", "status", "updated_at", "version"])
        for row in rows:
            row.opinion = opinion
        insert(*rows, on_conflict=ANSWERED_AGAIN)
        words = "\n".join([facts, *(_written(row) for row in rows)])
        record(
            actor=actor,
            chain=petition.id,
            event=OpinionSaved(opinion_id=opinion.id, version=opinion.version, digest=digest_of(words)),
            at=at,
        )
        if not told and _whole(rows, requests):
            tell_simple_waiting(petition, actor, civil_day(at))
    return opinion


def _whole(rows: Iterable[Answer], requests: Sequence[RequestItem]) -> bool:
    """Return whether every request is answered with a reason: what the leader is asked to confirm."""
    return {row.request_id for row in rows if row.outcome and row.reason} >= {each.id for each in requests}


def _waits_already(petition: Petition, opinion: Opinion | None, requests: Sequence[RequestItem]) -> bool:
    """Return whether the leaders know of a whole draft that they have not confirmed yet (简易办理)."""
    if opinion is None or not _whole(opinion.answers.all(), requests):
        return False
    return not SimpleTrack.objects.filter(petition=petition, confirmed_at__isnull=False).exists()


def _written(row: Answer) -> str:
    plan = f" {row.execute_by or ''} {row.executed}" if row.execute_by or row.executed else ""
    return f"{row.outcome} {row.reason} {row.basis}{plan}"


def _author(actor: Actor) -> UUID:
    if actor.account_id is None:
        raise NotAllowed("处理意见由承办人起草。", rules.OPINION)
    return actor.account_id


def _answers(
    petition: Petition, requests: Sequence[RequestItem], drafts: Sequence[AnswerDraft]
) -> list[Answer]:
    known = {request.id for request in requests}
    purpose = Purpose(petition.purpose)
    allowed = {outcome.value for outcome in rules.OUTCOMES[purpose]}
    rows = []
    # A request answered twice in one draft: the later words are meant.
    for draft in {draft.request_id: draft for draft in drafts}.values():
        if draft.request_id not in known:
            raise Incomplete("所答的请求不属于这件信访事项。", rules.OPINION)
        if draft.outcome and str(draft.outcome) not in allowed:
            raise Incomplete("这类信访事项不能这样答复。", rules.opinion_basis(purpose))
        rows.append(
            Answer(
                request_id=draft.request_id,
                outcome=str(draft.outcome),
                reason=draft.reason.strip(),
                basis=draft.basis.strip(),
                executor_id=draft.executor_id,
                execute_by=draft.execute_by,
                executed=draft.executed.strip(),
            )
        )
    return rows


def drafts_of(
    petition: Petition, opinion: Opinion | None, requests: Sequence[RequestItem]
) -> list[RequestFacts]:
    """Return every request with the answer drafted for it; one query, none if this act has drafted them."""
    answers = {a.request_id: a for a in answers_of(petition, opinion)} if opinion else {}
    return [
        RequestFacts(
            request.seq,
            AnswerDraft(
                request.id,
                found.outcome,
                found.reason,
                found.basis,
                found.executor_id,
                found.execute_by,
                found.executed,
            )
            if (found := answers.get(request.id))
            else None,
        )
        for request in requests
    ]


def submit_opinion(*, actor: Actor, petition_id: UUID, at: datetime, version: int | None = None) -> Opinion:
    """送审: the draft goes to the leaders of the organ, complete.

    The matter's handler. Records ``petition.opinion_submitted``; the leaders are told. Refused with every gap
    named (32(1)): facts, and for each request the outcome, reason and legal basis, for a supported one when
    it is carried out (32(2)); before the petitioner was heard (31[6]); over a co-opinion owed or a hearing
    open.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.HANDLE, Move.SUBMIT, version=version)
        requests, opinion = requests_of(petition), open_opinion(petition)
        facts = opinion.facts if opinion else ""
        unheard = unheard_refusal(
            purpose=purpose_of(petition),
            procedure=procedure_of(petition),
            level=Level(petition.level),
            heard_on=petition.heard_on,
        )
        drafts = drafts_of(petition, opinion, requests)
        lacks = rules.completeness_refusal(Purpose(petition.purpose), facts, drafts)
        refuse_if(rules.both(lacks, unheard))
        refuse_while_owed(petition)
        refuse_while_hearing(petition)
        if opinion is None:
            raise Incomplete("还没有起草处理意见。", rules.OPINION)
        opinion.status = Opinion.Status.SUBMITTED
        opinion.submitted_at = at
        opinion.sent_back_reason = ""
        update(opinion, ["status", "submitted_at", "sent_back_reason"])
        if petition.review_of_id is not None:
            note_likeness(petition, opinion)
        petition.sent_back = False
        save_step(petition, found, ("sent_back",))
        record(
            actor=actor,
            chain=petition.id,
            event=OpinionSubmitted(opinion_id=opinion.id, version=opinion.version),
            at=at,
        )
        tell_approval_asked(petition, actor, civil_day(at))
    return opinion
