"""Approve the opinion, or send it back to be changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, draft_word, issue_document, preview
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty, PostFacts
from minqing.kernel.rows.public import update
from minqing.petition.handling.co_handling.actions import given_by
from minqing.petition.handling.hearing.actions import concluded_hearing
from minqing.petition.matter.clocks import Start, knows_term, turn_clocks
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import helps_only, petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.higher import review_organ_words
from minqing.petition.matter.models import Petition
from minqing.petition.matter.papers import common, contact_of, day_words
from minqing.petition.matter.rules import Move, Outcome, Purpose
from minqing.petition.matter.steps import open_for_move, procedure_of, purpose_of, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import OUTCOMES
from minqing.petition.matter.words import official as _
from minqing.petition.reply import rules
from minqing.petition.reply.events import OpinionIssued, OpinionSentBack
from minqing.petition.reply.execution.actions import FIELDS as FOLLOWED
from minqing.petition.reply.execution.actions import start_executions
from minqing.petition.reply.models import Answer, Opinion
from minqing.petition.reply.notices import tell_decided
from minqing.petition.reply.opinions import answers_of, open_opinion
from minqing.petition.reply.repeated import warn_if_repeated


def send_back_opinion(
    *, actor: Actor, petition_id: UUID, reason: str, at: datetime, version: int | None = None
) -> Opinion:
    """退回修改: the leader gives the opinion back with what is to be changed.

    Leaders of the handling organ. Records ``petition.opinion_sent_back``; the drafter is told. Refused
    without a reason.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.APPROVE, Move.SEND_BACK, version=version)
        if not reason.strip():
            raise Incomplete("请写明退回修改的意见。", rules.OPINION)
        opinion = _submitted(petition)
        opinion.status = Opinion.Status.SENT_BACK
        opinion.sent_back_reason = reason.strip()
        opinion.decided_at = at
        update(opinion, ["status", "sent_back_reason", "decided_at"])
        petition.sent_back = True
        save_step(petition, found, ("sent_back",))
        record(
            actor=actor,
            chain=petition.id,
            event=OpinionSentBack(opinion_id=opinion.id, reason_digest=digest_of(reason)),
            at=at,
            post=_post(actor, petition),
        )
        tell_decided(petition, opinion.drafted_by_id, actor, sent_back=True)
    return opinion


def _post(actor: Actor, petition: Petition) -> PostFacts | None:
    """Return the post from which a leader decides: an own one, else one they stand in for (代)."""
    return actor.post_for(Duty.LEADER, petition.handling_id) if petition.handling_id else None


def _signing(actor: Actor, petition: Petition, opinion: Opinion) -> PostFacts | None:
    """Return the post the opinion is signed from; refuses the drafter, and a deputy of the drafter."""
    post = _post(actor, petition)
    refuse_if(
        rules.approval_refusal(
            drafted_by=opinion.drafted_by_id,
            approver=actor.account_id,
            submitted=True,
            standing_for=post.standing_for if post else None,
        )
    )
    return post


def _submitted(petition: Petition) -> Opinion:
    opinion = open_opinion(petition)
    if opinion is None or opinion.status != Opinion.Status.SUBMITTED:
        raise Conflict("没有送审的处理意见。", rules.OPINION)
    return opinion


def approve_opinion(*, actor: Actor, petition_id: UUID, at: datetime, version: int | None = None) -> Opinion:
    """签发: the opinion is issued as a paper, numbered; from now on it cannot change.

    Leaders of the handling organ, never the one who drafted it. Only 31[6] gets a 信访处理意见书 with review
    (31, 35); the rest a written reply. Records ``petition.opinion_issued`` and the paper; the drafter is
    told. The PDF is made when somebody first opens the paper, or the night after.
    """
    with whole():
        petition, found = open_for_move(
            actor,
            petition_id,
            Doing.APPROVE,
            Move.APPROVE,
            version=version,
            joins=("holder__parent", "handler"),
        )
        opinion = _submitted(petition)
        post = _signing(actor, petition, opinion)
        answers = answers_of(petition, opinion)
        day = civil_day(at)
        paper = _paper(petition, opinion, answers, actor)
        document = issue_document(
            actor=actor,
            kind=paper.kind,
            subject_id=petition.id,
            organ=petition.holder,
            data=paper.data,
            on=day,
            title=paper.title,
        )
        opinion.status = Opinion.Status.ISSUED
        opinion.approved_by_id = actor.account_id
        opinion.decided_at = at
        opinion.document_id = document.id
        update(opinion, ["status", "approved_by", "decided_at", "document_id"])
        petition.answered_on = day
        start_executions(actor=actor, petition=petition, answers=answers, at=at)
        if petition.sealed and not petition.anonymous and knows_term("JJKG_FEEDBACK", day):
            # Reported in one's own name: the result is fed back within fifteen working days.
            turn_clocks(petition, on=day, start=[Start("JJKG_FEEDBACK", petition.holder_id, day)])
        save_step(petition, found, ("answered_on", *FOLLOWED))
        record(
            actor=actor,
            chain=petition.id,
            event=OpinionIssued(
                opinion_id=opinion.id,
                document_id=document.id,
                drafted_by=opinion.drafted_by_id,
                outcomes=tuple(answer.outcome for answer in answers),
            ),
            at=at,
            post=post,
        )
        if petition.review_of_id is not None:
            warn_if_repeated(actor, petition, opinion, at)
        tell_decided(petition, opinion.drafted_by_id, actor, sent_back=False)
    return opinion


def preview_opinion(actor: Actor, petition_id: UUID, at: datetime) -> bytes:
    """Return the PDF the present draft would become, without number and without issuing it.

    For whoever may read the matter. Refused while nothing is drafted.
    """
    paper, organ_name = _drafted(actor, petition_id)
    return preview(paper.kind, paper.data, organ_name=organ_name, on=civil_day(at))


def preview_opinion_word(actor: Actor, petition_id: UUID, at: datetime) -> bytes:
    """Return the present draft as an editable Word file, marked as a draft; for whoever may see its PDF."""
    paper, organ_name = _drafted(actor, petition_id)
    return draft_word(paper.kind, paper.data, organ_name=organ_name, on=civil_day(at))


def _drafted(actor: Actor, petition_id: UUID) -> tuple["_Paper", str]:
    """Return the paper of the present draft and the name of the organ that writes it."""
    petition = petition_for(actor, petition_id, Doing.READ, joins=("holder__parent", "handler"))
    if helps_only(actor, petition):
        raise NotAllowed("处理意见的草稿只供承办单位查看。", rules.OPINION)
    opinion = open_opinion(petition)
    if opinion is None:
        raise Conflict("还没有起草处理意见。", rules.OPINION)
    answers = answers_of(petition, opinion)
    return _paper(petition, opinion, answers, actor), petition.holder.name


@dataclass(frozen=True, slots=True)
class _Paper:
    """The paper a matter is answered with: which kind, under which title, saying what."""

    kind: DocumentKind
    title: str
    data: dict[str, Any]


def _paper(petition: Petition, opinion: Opinion, answers: list[Answer], actor: Actor) -> _Paper:
    """Return what the answer of this kind of matter says."""
    organ = petition.holder
    purpose, procedure = purpose_of(petition), procedure_of(petition)
    data: dict[str, Any] = {**common(petition, organ, actor), "facts": opinion.facts + _helped(petition)}
    if petition.handler is not None:  # whom to ask is who handles it, not who approved it
        data["contact"] = contact_of(organ, petition.handler.name)
    if rules.starts_review(purpose, procedure):
        data["items"] = [
            {
                "request": answer.request.text,
                "opinion": f"{_outcome_words(answer)}{answer.reason}",
                "basis": answer.basis,
            }
            for answer in answers
        ]
        data["review_organ"] = review_organ_words(organ)
        return _Paper(DocumentKind.HANDLING_OPINION, "", data)
    data["reply"] = "\n".join([opinion.facts, *(_reply_line(answer) for answer in answers)])
    titles = {Purpose.ACCUSATION: _("检举控告办理情况反馈书"), Purpose.CLAIM: _("信访事项答复书")}
    return _Paper(DocumentKind.SUGGESTION_REPLY, titles.get(purpose, "") if purpose else "", data)


def _helped(petition: Petition) -> str:
    """Return which organs helped and which hearing was held, "" for neither; no query then."""
    said = []
    if organs := given_by(petition):
        said.append(_("协办单位：%(organs)s。") % {"organs": "、".join(organs)})
    if (hearing := concluded_hearing(petition)) is not None and hearing.held_on is not None:
        said.append(
            _("%(day)s举行听证，听证意见：%(opinion)s")
            % {"day": day_words(hearing.held_on), "opinion": hearing.conclusion}
        )
    return "".join(f"\n{each}" for each in said)


def _outcome_words(answer: Answer) -> str:
    return f"{_(OUTCOMES[Outcome(answer.outcome)])}。" if answer.outcome else ""


def _reply_line(answer: Answer) -> str:
    basis = f"（{answer.basis}）" if answer.basis else ""
    return f"{answer.request.seq}. {answer.request.text}：{_outcome_words(answer)}{answer.reason}{basis}"
