"""记来访: what the talk came to is written down and the number is finished, both or neither."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, NotAllowed, profile_on
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, remember_person
from minqing.reception.hall.actions.calls import finish_number
from minqing.reception.hall.gate import Doing, ticket_for
from minqing.reception.hall.models import Ticket
from minqing.reception.hall.rules.states import Standing
from minqing.reception.visits.events import VisitRecorded
from minqing.reception.visits.models import Visit
from minqing.reception.visits.rules import MATTERS, REGISTERS, Outcome, VisitFacts, visit_refusal


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who came: a name, and what they are found again by, where they give it."""

    name: str
    telephone: str = ""
    identity_number: str = ""


@dataclass(frozen=True, slots=True)
class VisitDraft:
    """What the talk came to: the first visitor is who speaks, the others the representatives of a group."""

    outcome: Outcome
    title: str = ""
    what: str = ""
    answer: str = ""
    visitors: tuple[Visitor, ...] = ()


def first_line(text: str) -> str:
    """Return how a text begins, for a list of visits."""
    return next((line.strip()[:60] for line in text.splitlines() if line.strip()), "")


def most_speakers(on: datetime) -> int:
    """Return how many may speak for a group (20(3)), as the profile in force says."""
    limit = profile_on(civil_day(on)).settings.get("max_representatives")
    return limit.value if limit else 5


def _weighed(ticket: Ticket, draft: VisitDraft, named: int, has_matter: bool, at: datetime) -> VisitFacts:
    """Return the facts of a visit after the rules let it pass; raises what they refuse."""
    facts = VisitFacts(
        outcome=draft.outcome,
        what=draft.what,
        answer=draft.answer,
        has_matter=has_matter,
        people=max(ticket.group_size, named),
        speakers=max(named - 1, 0),
        most_speakers=most_speakers(at),
    )
    refusal = visit_refusal(facts)
    if refusal is not None:
        raise refusal
    return facts


def record_visit(
    *,
    actor: Actor,
    ticket_id: UUID,
    draft: VisitDraft,
    subject_id: UUID | None = None,
    at: datetime,
    version: int | None = None,
) -> Visit:
    """记来访: by who receives at the window, while the talk goes on; the number is finished with it.

    Of a visit that belongs to a matter only that is kept here; the words and the names are in the matter.
    Records ``reception.visit_recorded`` on the number. Refused: no talk going on, nothing said, an answer
    without words, more representatives than people or than the law lets speak.
    """
    with transaction.atomic():
        ticket = ticket_for(actor, ticket_id, Doing.WORK, lock=True)
        if ticket.standing != Standing.SERVING or ticket.window is None:
            raise Conflict("这个号不在接谈中，请先点“人来了，开始接谈”。", REGISTERS)
        visitors = [each for each in draft.visitors if each.name.strip()]
        facts = _weighed(ticket, draft, len(visitors), subject_id is not None, at)
        if actor.account_id is None:
            raise NotAllowed("接待由工作人员登录后记录。")
        apart = draft.outcome in MATTERS
        made = Visit.objects.create(
            ticket=ticket,
            hall=ticket.hall,
            window=ticket.window,
            day=ticket.day,
            people=facts.people,
            title="" if apart else draft.title.strip() or first_line(draft.what),
            what="" if apart else draft.what.strip(),
            answer=draft.answer.strip(),
            outcome=draft.outcome.value,
            subject_id=subject_id,
            received_by_id=actor.account_id,
            received_at=at,
        )
        if not apart:
            known = [
                remember_person(name=v.name, telephone=v.telephone, identity_number=v.identity_number)
                for v in visitors
            ]
            made.persons.set(known)
        digest = sha256(f"{made.what}\n{made.answer}".encode()).hexdigest()
        event = VisitRecorded(made.id, made.outcome, subject_id, made.people, facts.speakers, digest)
        record(actor=actor, chain=ticket.id, event=event, at=at)
        finish_number(
            actor=actor,
            ticket_id=ticket.id,
            outcome=draft.outcome.value,
            subject_id=subject_id,
            at=at,
            version=version,
        )
        return made
