"""三项建议: make, answer, follow up. The only code that writes proposals.

Articles: 信访工作条例 14[6], 40. Every act stands on the proposal's own chain of the ledger.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from minqing.kernel.clock.public import calendar, civil_day, count_days, new_id
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.notifications.public import notify
from minqing.kernel.people.public import Actor, Duty, Organ, duty_holders
from minqing.petition import public as petitions
from minqing.petition.public import Doing
from minqing.petition.public.beside import profile_in_force
from minqing.supervision.proposals.events import ProposalFollowed, ProposalMade, ProposalReplied
from minqing.supervision.proposals.gate import proposal_received, proposal_supervised, recipient_for
from minqing.supervision.proposals.models import Proposal
from minqing.supervision.proposals.rules import (
    ANSWERS,
    KIND_WORDS,
    PROPOSES,
    REPLY_PRACTICE,
    REPLY_TERM,
    Adoption,
    Kind,
    Standing,
    follow_refusal,
    reply_refusal,
)


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """What is proposed to whom: the problem found, the evidence, the advice line by line, by when to answer.

    ``petition_id`` when it grew from one matter; ``source`` and ``source_id`` when from something else.
    """

    kind: Kind
    organ_id: UUID
    problem: str
    evidence: str
    advice: str
    reply_due: date | None = None
    petition_id: UUID | None = None
    source: str = ""
    source_id: UUID | None = None


def _digest(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def reply_day(on: date) -> date:
    """Return by when a proposal made on a day should be answered: the profile's term, else the practice's."""
    profile = profile_in_force(on)
    term = profile.term(REPLY_TERM if REPLY_TERM in profile.terms else REPLY_PRACTICE)
    return count_days(on, term, calendar()).due


def make_proposal(*, actor: Actor, draft: ProposalDraft, at: datetime) -> Proposal:
    """提出建议: a paper (建议书) to an organ of the jurisdiction, with a day for its written reply.

    The supervisor's. The organ is told at once. Records ``supervision.proposal_made``. Refused without
    problem, evidence or advice, to one's own organ, on a matter one does not supervise.
    """
    on = civil_day(at)
    with transaction.atomic():
        matter = None
        if draft.petition_id is not None:
            matter = petitions.petition_for(actor, draft.petition_id, Doing.SUPERVISE)
        organ = recipient_for(actor, draft.organ_id)
        due = draft.reply_due or reply_day(on)
        _complete(draft, on, due)
        issuer = Organ.objects.filter(pk__in=actor.organ_ids(Duty.SUPERVISOR)).order_by("path").first()
        if issuer is None:
            raise NotAllowed("建议由督查人员提出。", PROPOSES)
        key = new_id()
        paper = issue_document(
            actor=actor,
            kind=DocumentKind.RECOMMENDATION,
            subject_id=key,
            organ=issuer,
            data={
                "recommends": draft.kind.value,
                "to_organ": organ.name,
                "problem": draft.problem.strip(),
                "evidence": _lines(draft.evidence),
                "basis": f"{PROPOSES.cite}。",
                "recommendation": _lines(draft.advice),
                "contact": f"{issuer.name} {actor.name}",
            },
            on=on,
        )
        proposal = Proposal.objects.create(
            id=key,
            kind=draft.kind.value,
            number=paper.number,
            document_id=paper.pk,
            issuer=issuer,
            organ=organ,
            petition=matter,
            source=draft.source,
            source_id=draft.source_id,
            problem=draft.problem.strip(),
            evidence=draft.evidence.strip(),
            advice=draft.advice.strip(),
            issued_by_id=_account_of(actor),
            issued_at=at,
            issued_on=on,
            reply_due=due,
        )
        _announce(actor, proposal, draft, at)
    return proposal


def _announce(actor: Actor, proposal: Proposal, draft: ProposalDraft, at: datetime) -> None:
    """Record a proposal just made and tell the organ it went to."""
    due = proposal.reply_due
    event = ProposalMade(
        kind=proposal.kind,
        number=proposal.number,
        organ=proposal.organ_id,
        reply_due=due,
        digest=_digest(draft.problem, draft.evidence, draft.advice),
        matter=proposal.petition_id,
    )
    record(actor=actor, chain=proposal.pk, event=event, at=at)
    title = f"{KIND_WORDS[draft.kind]}：{proposal.number}，请于{due.month}月{due.day}日前书面反馈采纳情况"
    holders = duty_holders([Duty.REGISTRAR, Duty.LEADER], proposal.issued_on, proposal.organ_id)
    _tell(proposal, [holder.account_id for holder in holders], title)


def _account_of(actor: Actor) -> UUID:
    """Return the account that answers for the act."""
    if actor.account_id is None:
        raise NotAllowed("只有工作人员可以进行此操作。")
    return actor.account_id


def _complete(draft: ProposalDraft, on: date, due: date) -> None:
    named = (("发现的问题", draft.problem), ("证据材料", draft.evidence), ("具体建议", draft.advice))
    lacks = [name for name, text in named if not text.strip()]
    if lacks:
        raise Incomplete(f"请写明{'、'.join(lacks)}。", PROPOSES)
    if due <= on:
        raise Conflict("反馈期限要在今天以后。", ANSWERS)


def _tell(proposal: Proposal, accounts: list[UUID], title: str) -> int:
    away = set(proposal.petition.kept_accounts or ()) if proposal.petition else set()
    return notify(
        account_ids=[each for each in accounts if each not in away],
        event_name="supervision.proposal",
        subject_id=proposal.petition_id,
        title=title,
        link=reverse("casework:proposal", args=[proposal.pk]),
    )


def reply_to_proposal(
    *, actor: Actor, proposal_id: UUID, adoption: Adoption, reply: str, reason: str, at: datetime
) -> Proposal:
    """反馈采纳情况: adopted, in part, or not - then with the reason. The recipient's registrar or leader."""
    with transaction.atomic():
        proposal = proposal_received(actor, proposal_id, lock=True)
        words = reply_refusal(Standing(proposal.standing), Adoption(adoption), reply, reason)
        if words:
            raise Conflict(words, ANSWERS)
        on = civil_day(at)
        proposal.standing, proposal.adoption = Standing.REPLIED.value, Adoption(adoption).value
        proposal.reply, proposal.reason = reply.strip(), reason.strip()
        proposal.replied_by_id, proposal.replied_at, proposal.replied_on = actor.account_id, at, on
        proposal.save(
            update_fields=[
                "standing",
                "adoption",
                "reply",
                "reason",
                "replied_by",
                "replied_at",
                "replied_on",
            ]
        )
        event = ProposalReplied(
            number=proposal.number,
            adoption=proposal.adoption,
            on_time=on <= proposal.reply_due,
            digest=_digest(reply, reason),
        )
        record(actor=actor, chain=proposal.pk, event=event, at=at)
        _tell(proposal, [proposal.issued_by_id], f"建议已反馈：{proposal.number}")
    return proposal


def follow_up_proposal(*, actor: Actor, proposal_id: UUID, note: str, at: datetime) -> Proposal:
    """跟踪核实: the supervisor writes down what came of it; the proposal is done with."""
    with transaction.atomic():
        proposal = proposal_supervised(actor, proposal_id, lock=True)
        adoption = Adoption(proposal.adoption) if proposal.adoption else None
        words = follow_refusal(Standing(proposal.standing), adoption, note)
        if words:
            raise Conflict(words, ANSWERS)
        proposal.standing, proposal.followed = Standing.DONE.value, note.strip()
        proposal.done_on, proposal.done_by_id = civil_day(at), actor.account_id
        proposal.save(update_fields=["standing", "followed", "done_on", "done_by"])
        event = ProposalFollowed(number=proposal.number, digest=_digest(note))
        record(actor=actor, chain=proposal.pk, event=event, at=at)
    return proposal
