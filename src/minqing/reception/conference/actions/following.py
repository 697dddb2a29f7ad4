"""What becomes of a decision: carried on the matter, reminded, reported with proof, accepted or sent back."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import SYSTEM, Actor
from minqing.reception.conference import notices, rules
from minqing.reception.conference.events import DecisionCarried, DecisionMoved
from minqing.reception.conference.gate import decision_for
from minqing.reception.conference.models import Decision, DecisionStep
from minqing.reception.conference.rules import CONFERENCE, DecisionState, Effect
from minqing.reception.conference.stepping import digest_of, refuse_if


def _step(  # noqa: PLR0917 - a private helper
    actor: Actor, decision: Decision, act: str, text: str, at: datetime, file_id: UUID | None = None
) -> DecisionStep:
    step = DecisionStep.objects.create(
        decision=decision, act=act, text=text.strip(), file_id=file_id, by_id=actor.account_id, at=at
    )
    event = DecisionMoved(decision=decision.id, act=act, step=step.id, digest=digest_of(text))
    record(actor=actor, chain=decision.conference_id, event=event, at=at)
    return step


def note_effect(*, actor: Actor, decision_id: UUID, made: UUID, at: datetime) -> Decision:
    """记下落实: what the decision became on the matter. Records ``conference.decision_carried``.

    Whoever reads the conference and could do it on the matter; refused when it was carried out before.
    """
    with transaction.atomic():
        rows = Decision.objects.select_for_update().filter(pk=decision_id)
        decision = rows.first()
        if decision is None or decision.state == DecisionState.DRAFT.value:
            raise Conflict("纪要印发以后才能在事项中落实。", CONFERENCE)
        if decision.effect == Effect.NONE.value or decision.effect_id is not None:
            raise Conflict("这一项已经在事项中落实了。", CONFERENCE)
        decision.effect_id = made
        decision.save(update_fields=["effect_id"])
        event = DecisionCarried(decision=decision.id, effect=decision.effect, made=made)
        record(actor=actor, chain=decision.conference_id, event=event, at=at)
    return decision


def remind_decision(*, actor: Actor, decision_id: UUID, at: datetime) -> Decision:
    """催办议定事项: the unit that owes it is told again, once a day."""
    with transaction.atomic():
        decision, day = decision_for(actor, decision_id, run=True, lock=True), civil_day(at)
        if decision.state != DecisionState.OPEN.value:
            raise Conflict("这一项不在落实中，不用催办。", CONFERENCE)
        if decision.reminded_at is not None and civil_day(decision.reminded_at) == day:
            raise Conflict("今天已经催过了。", CONFERENCE)
        _remind(actor, decision, at)
    return decision


def _remind(actor: Actor, decision: Decision, at: datetime) -> None:
    day = civil_day(at)
    decision.reminded_at = at
    decision.save(update_fields=["reminded_at"])
    _step(actor, decision, "reminded", "", at)
    late = rules.is_late(DecisionState(decision.state), decision.due_on, day)
    words = "议定事项超期未落实" if late else "议定事项快到期"
    notices.tell(
        decision.conference,
        [decision.organ_id],
        day,
        actor=actor,
        event_name="conference.reminded",
        title=f"{words}：{decision.conference.theme}",
        body=f"第{decision.seq}项，最迟{decision.due_on.isoformat()}。",
    )


def remind_of_decisions(today: date, at: datetime) -> int:
    """Remind of what is due and not reported: three days and one before, then daily; return how many."""
    rows = Decision.objects.select_related("conference__organ", "organ").filter(
        state=DecisionState.OPEN.value, conference__minuted_at__isnull=False
    )
    told = 0
    for decision in rows.order_by("due_on", "id"):
        again = decision.reminded_at is not None and civil_day(decision.reminded_at) == today
        if rules.days_to_remind(decision.due_on, today) and not again:
            with transaction.atomic():
                _remind(SYSTEM, decision, at)
            told += 1
    return told


def report_decision(
    *, actor: Actor, decision_id: UUID, text: str, file_id: UUID | None = None, at: datetime
) -> Decision:
    """报完成: the unit says what was done, with proof; the convenor is told.

    Records ``conference.decision_moved``.
    """
    with transaction.atomic():
        decision = decision_for(actor, decision_id, run=False, lock=True)
        refuse_if(rules.report_refusal(DecisionState(decision.state), text))
        decision.state = DecisionState.REPORTED.value
        decision.save(update_fields=["state"])
        _step(actor, decision, "reported", text, at, file_id)
        notices.tell_office(
            decision.conference,
            civil_day(at),
            actor=actor,
            event_name="conference.decision_reported",
            title=f"议定事项已报完成，请核实：{decision.conference.theme}",
        )
    return decision


def judge_decision(
    *, actor: Actor, decision_id: UUID, accept: bool, text: str = "", at: datetime
) -> Decision:
    """认可或者退回: the convenor accepts a report or sends it back with what is missing.

    What was not reported may be accepted with what the convenor saw itself. Records
    ``conference.decision_moved``; the unit is told.
    """
    with transaction.atomic():
        decision = decision_for(actor, decision_id, run=True, lock=True)
        refuse_if(rules.judge_refusal(DecisionState(decision.state), accept=accept, text=text))
        decision.state = (DecisionState.DONE if accept else DecisionState.OPEN).value
        decision.done_on = civil_day(at) if accept else None
        decision.save(update_fields=["state", "done_on"])
        _step(actor, decision, "accepted" if accept else "sent_back", text, at)
        words = "议定事项已认可完成" if accept else "议定事项退回，请继续落实"
        notices.tell(
            decision.conference,
            [decision.organ_id],
            civil_day(at),
            actor=actor,
            event_name="conference.decision_accepted" if accept else "conference.decision_sent_back",
            title=f"{words}：{decision.conference.theme}",
            body=text.strip(),
        )
    return decision
