"""From a matter to relief (帮扶救助): who may is the matter's to say, what may be granted the fund's.

Both happen in one transaction; the matter then shows that help hangs on it. Who stands aside from the matter
stands aside from its money in the same act (信访工作条例 28(3)).
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.law.public import Incomplete
from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Petition, rights, sealed
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
from minqing.relief.public.fund import Application, ReliefDraft, Subject, apply_for_relief, keep_from_help


def apply_on_matter(
    *, actor: Actor, petition_id: UUID, draft: ReliefDraft, at: datetime, version: int | None = None
) -> Application:
    """提出救助申请 on a matter; refused as ``hang_help`` and ``apply_for_relief`` say."""
    with transaction.atomic():
        matter = hang_help(actor, petition_id, Annex.RELIEF, version=version)
        subject = Subject(matter.pk, matter.number or "", _organ(matter), tuple(matter.kept_accounts or ()))
        return apply_for_relief(actor=actor, subject=subject, draft=draft, at=at)


def declare_interest(*, actor: Actor, petition_id: UUID, reason: str, at: datetime) -> Petition:
    """声明回避 from a matter and from every application for help on it; refused as petition says."""
    with transaction.atomic():
        matter = sealed.declare_interest(actor=actor, petition_id=petition_id, reason=reason, at=at)
        for account_id in matter.kept_accounts or ():
            keep_from_help(matter.pk, account_id)
    return matter


def answer_right(
    *,
    actor: Actor,
    request_id: UUID,
    granted: bool,
    decision: str,
    identity_checked: str = "",
    at: datetime,
) -> rights.RightsRequest:
    """书面答复权利请求; who is to stand aside then stands aside from the help on the matter as well."""
    with transaction.atomic():
        row = rights.answer_right(
            actor=actor,
            request_id=request_id,
            granted=granted,
            decision=decision,
            identity_checked=identity_checked,
            at=at,
        )
        if granted and row.kind == rights.Right.RECUSAL and row.about_account_id is not None:
            keep_from_help(row.petition_id, row.about_account_id)
    return row


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
