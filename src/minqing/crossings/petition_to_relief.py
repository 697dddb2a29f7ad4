"""From a matter to relief (帮扶救助): who may is the matter's to say, what may be granted the fund's.

Both happen in one transaction; the matter then shows that help hangs on it.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.law.public import Incomplete
from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition
from minqing.petition.public.helping import hang_help
from minqing.relief.public.assistance import (
    AssistancePlan,
    Measure,
    MeasureDraft,
    PlanDraft,
    add_measure,
    make_plan,
    record_result,
    review_plan,
)
from minqing.relief.public.fund import Application, ReliefDraft, Subject, apply_for_relief


def apply_on_matter(
    *, actor: Actor, petition_id: UUID, draft: ReliefDraft, at: datetime, version: int | None = None
) -> Application:
    """提出救助申请 on a matter; refused as ``hang_help`` and ``apply_for_relief`` say."""
    with transaction.atomic():
        matter = hang_help(actor, petition_id, Annex.RELIEF, version=version)
        subject = Subject(matter.pk, matter.number or "", _organ(matter))
        return apply_for_relief(actor=actor, subject=subject, draft=draft, at=at)


def plan_on_matter(
    *, actor: Actor, petition_id: UUID, draft: PlanDraft, at: datetime, version: int | None = None
) -> AssistancePlan:
    """制定帮扶计划 on a matter."""
    with transaction.atomic():
        matter = hang_help(actor, petition_id, Annex.ASSISTANCE, version=version)
        return make_plan(actor=actor, subject_id=matter.pk, organ_id=_organ(matter), draft=draft, at=at)


def add_measure_on_matter(
    *, actor: Actor, petition_id: UUID, draft: MeasureDraft, at: datetime, version: int | None = None
) -> Measure:
    """增加帮扶措施 to the plan of a matter."""
    with transaction.atomic():
        matter = hang_help(actor, petition_id, Annex.ASSISTANCE, version=version)
        return add_measure(actor=actor, subject_id=matter.pk, draft=draft, at=at)


def record_result_on_matter(
    *,
    actor: Actor,
    petition_id: UUID,
    measure_id: UUID,
    result: str,
    at: datetime,
    version: int | None = None,
) -> Measure:
    """写明帮扶措施的结果."""
    with transaction.atomic():
        matter = hang_help(actor, petition_id, Annex.ASSISTANCE, version=version)
        return record_result(actor=actor, subject_id=matter.pk, measure_id=measure_id, result=result, at=at)


def review_plan_on_matter(
    *,
    actor: Actor,
    petition_id: UUID,
    outcome: str,
    words: str,
    at: datetime,
    version: int | None = None,
) -> AssistancePlan:
    """复盘帮扶计划."""
    with transaction.atomic():
        matter = hang_help(actor, petition_id, Annex.ASSISTANCE, version=version)
        return review_plan(actor=actor, subject_id=matter.pk, outcome=outcome, words=words, at=at)


def _organ(matter: Petition) -> UUID:
    organ = matter.handling_id or matter.holder_id
    if organ is None:
        raise Incomplete("这件事项还没有承办单位。")
    return organ
