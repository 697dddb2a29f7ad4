"""帮扶计划: make it, add measures, write down results, review it. Who may, the matter's own room decides.

Articles: 信访工作条例 27 (生活困难的帮扶救助到位).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.notifications.public import notify
from minqing.kernel.people.public import Account, Actor, Post
from minqing.relief.assistance import rules
from minqing.relief.assistance.events import AssistancePlanned, MeasureAdded, MeasureDone, PlanReviewed
from minqing.relief.assistance.models import AssistancePlan, Measure
from minqing.relief.assistance.rules import MeasureKind, PlanOutcome
from minqing.relief.fund.bookkeeping import refuse_waivers


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """One measure: its kind, what is done, by whom, until when."""

    kind: MeasureKind | str
    words: str
    responsible_id: UUID
    due_on: date


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan: the hardship, the goal, the day it is looked at again, its first measure."""

    situation: str
    goal: str
    review_on: date
    measure: MeasureDraft


def _account(actor: Actor) -> UUID:
    if actor.account_id is None:
        raise NotAllowed("只有工作人员可以进行此操作。")
    return actor.account_id


def make_plan(
    *, actor: Actor, subject_id: UUID, organ_id: UUID, draft: PlanDraft, at: datetime
) -> AssistancePlan:
    """制定帮扶计划 on a matter, with its first measure; one open plan a matter.

    Records ``relief.plan_made``. Refused for words that ask for a right to be given up.
    """
    on = civil_day(at)
    refusal = rules.plan_refusal(draft.situation, draft.goal, draft.review_on, on)
    if refusal is not None:
        raise refusal
    refuse_waivers(draft.situation, draft.goal)
    with transaction.atomic():
        if AssistancePlan.objects.filter(subject_id=subject_id, reviewed_on=None).exists():
            raise Conflict("这件事项已经有帮扶计划，请在原计划上增加措施。", rules.IN_PLACE)
        plan = AssistancePlan.objects.create(
            subject_id=subject_id,
            organ_id=organ_id,
            situation=draft.situation.strip(),
            goal=draft.goal.strip(),
            review_on=draft.review_on,
            made_by_id=_account(actor),
            made_on=on,
        )
        event = AssistancePlanned(plan_id=plan.id, review_on=plan.review_on)
        record(actor=actor, chain=subject_id, event=event, at=at)
        _add(actor, plan, draft.measure, at)
    return plan


def add_measure(*, actor: Actor, subject_id: UUID, draft: MeasureDraft, at: datetime) -> Measure:
    """增加措施 to the matter's open plan; who is responsible is told. Records ``relief.measure_added``."""
    with transaction.atomic():
        return _add(actor, _open_plan(subject_id), draft, at)


def _add(actor: Actor, plan: AssistancePlan, draft: MeasureDraft, at: datetime) -> Measure:
    refusal = rules.measure_refusal(draft.words, draft.due_on, civil_day(at))
    if refusal is not None:
        raise refusal
    refuse_waivers(draft.words)
    held = Post.objects.on(civil_day(at)).filter(account=draft.responsible_id)
    if not Account.objects.filter(pk__in=held.values("account"), is_active=True).exists():
        raise Incomplete("请选择在职的责任人。", rules.IN_PLACE)
    measure = Measure.objects.create(
        plan=plan,
        kind=MeasureKind(draft.kind).value,
        words=draft.words.strip(),
        responsible_id=draft.responsible_id,
        due_on=draft.due_on,
    )
    event = MeasureAdded(plan_id=plan.id, measure_id=measure.id, kind=measure.kind, due_on=measure.due_on)
    record(actor=actor, chain=plan.subject_id, event=event, at=at)
    if draft.responsible_id != actor.account_id:
        notify(
            account_ids=[draft.responsible_id],
            event_name="relief.measure_added",
            subject_id=plan.subject_id,
            title="有一项帮扶措施由您负责",
            link=f"/desk/matters/{plan.subject_id}/",
        )
    return measure


def record_result(*, actor: Actor, subject_id: UUID, measure_id: UUID, result: str, at: datetime) -> Measure:
    """写明结果: what was done and what came of it. Records ``relief.measure_done``."""
    refuse_waivers(result)
    with transaction.atomic():
        plan = _open_plan(subject_id)
        measure = Measure.objects.filter(pk=measure_id, plan=plan).first()
        if measure is None:
            raise Conflict("没有这项措施。", rules.IN_PLACE)
        refusal = rules.result_refusal(result, done=measure.done_on is not None)
        if refusal is not None:
            raise refusal
        measure.result, measure.done_on = result.strip(), civil_day(at)
        measure.save(update_fields=["result", "done_on"])
        event = MeasureDone(plan_id=plan.id, measure_id=measure.id, done_on=measure.done_on)
        record(actor=actor, chain=subject_id, event=event, at=at)
    return measure


def review_plan(
    *, actor: Actor, subject_id: UUID, outcome: PlanOutcome | str, words: str, at: datetime
) -> AssistancePlan:
    """复盘: the plan ends with its outcome; a new one may follow. Records ``relief.plan_reviewed``."""
    refuse_waivers(words)
    outcome = PlanOutcome(outcome)
    with transaction.atomic():
        plan = _open_plan(subject_id)
        left = plan.measures.filter(done_on=None).count()
        refusal = rules.review_refusal(words, open_measures=left, outcome=outcome)
        if refusal is not None:
            raise refusal
        plan.outcome, plan.review_words = outcome.value, words.strip()
        plan.reviewed_on, plan.reviewed_by_id = civil_day(at), _account(actor)
        plan.save()
        event = PlanReviewed(plan_id=plan.id, outcome=outcome.value)
        record(actor=actor, chain=subject_id, event=event, at=at)
    return plan


def _open_plan(subject_id: UUID) -> AssistancePlan:
    """Return the matter's open plan, locked.

    Raises:
        Conflict: there is none.
    """
    plan = (
        AssistancePlan.objects.select_for_update(of=("self",))
        .filter(subject_id=subject_id, reviewed_on=None)
        .first()
    )
    if plan is None:
        raise Conflict("这件事项没有进行中的帮扶计划。", rules.IN_PLACE)
    return plan
