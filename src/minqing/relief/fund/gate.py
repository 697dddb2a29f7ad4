"""The only way from an id to a fund, an application or a payment for somebody.

Articles: 信访工作条例 28(1), 30(3) (who needs to know), 28(3) (who stands aside from a matter neither reads
nor signs nor pays the help that hangs on it); 个人信息保护法 51. An unknown id and a forbidden one
look alike.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from minqing.kernel.access.public import (
    Columns,
    Facts,
    Grant,
    Reach,
    Verdict,
    may,
    reach_condition,
    reach_filter,
)
from minqing.kernel.law.public import Article, NotAllowed
from minqing.kernel.people.public import Actor, Duty
from minqing.relief.fund.models import Application, Fund, Payment
from minqing.relief.fund.rules.kinds import Step

UNKNOWN: Final = "没有这笔资金或者这件申请，或者您无权查看。"
PRIVACY: Final = Article("信访工作条例", "28(1)", confidence="C")


class ReliefDoing(StrEnum):
    """What somebody wants to do with an application."""

    READ = "read"
    AMEND = "amend"
    REVIEW = "review"
    APPROVE = "approve"
    FINAL = "final"
    PAY = "pay"


STEP_DOING: Final[Mapping[Step, ReliefDoing]] = MappingProxyType(
    {Step.REVIEW: ReliefDoing.REVIEW, Step.APPROVE: ReliefDoing.APPROVE, Step.FINAL: ReliefDoing.FINAL}
)


def _grant(duty: Duty, reach: Reach) -> Grant:
    # No application is ever made on a sealed matter, so a grant makes no difference there.
    return Grant(duty, reach, sealed=True)


# The holder is the organ whose fund it is, the handling organ the one that applied.
GRANTS: Final[Mapping[ReliefDoing, tuple[Grant, ...]]] = MappingProxyType(
    {
        ReliefDoing.READ: (
            _grant(Duty.TREASURER, Reach.OWN_ORGAN),
            _grant(Duty.REGISTRAR, Reach.OWN_ORGAN),
            _grant(Duty.SUPERVISOR, Reach.OWN_ORGAN),
            _grant(Duty.LEADER, Reach.SUBTREE),
            _grant(Duty.LEADER, Reach.HANDLING),
            _grant(Duty.HANDLER, Reach.HANDLER_SELF),
            _grant(Duty.REGISTRAR, Reach.HANDLER_SELF),
        ),
        ReliefDoing.AMEND: (
            _grant(Duty.HANDLER, Reach.HANDLER_SELF),
            _grant(Duty.REGISTRAR, Reach.HANDLER_SELF),
        ),
        ReliefDoing.REVIEW: (_grant(Duty.REGISTRAR, Reach.OWN_ORGAN),),
        ReliefDoing.APPROVE: (_grant(Duty.LEADER, Reach.OWN_ORGAN),),
        # The organ above; that it is not the fund's own the action checks.
        ReliefDoing.FINAL: (_grant(Duty.LEADER, Reach.SUBTREE),),
        ReliefDoing.PAY: (_grant(Duty.TREASURER, Reach.OWN_ORGAN),),
    }
)
_COLUMNS: Final = Columns(
    holder="fund__organ",
    holder_path="fund__organ__path",
    received_by="fund__organ",
    handling="organ",
    handler="proposer",
)


def facts_of(application: Application) -> Facts:
    """Return what access weighs; needs the fund with its organ and the applying organ loaded."""
    fund = application.fund
    return Facts(
        holder_organ=fund.organ_id,
        received_by_organ=fund.organ_id,
        handling_organ=application.organ_id,
        handler_account=application.proposer_id,
        kept_from_accounts=frozenset(application.kept_accounts),
        paths={fund.organ_id: fund.organ.path, application.organ_id: application.organ.path},
    )


def verdict_on(actor: Actor, doing: ReliefDoing, application: Application) -> Verdict:
    """Return whether the actor may do this to an application, and why."""
    verdict = may(actor, doing, facts_of(application), GRANTS)
    if verdict and doing is ReliefDoing.FINAL:
        above = any(
            post.duty is Duty.LEADER and post.organ_id != application.fund.organ_id for post in actor.posts
        )
        if not above:
            return Verdict(allowed=False, reason="终审由资金管理单位的上级负责人进行")
    return verdict


def application_for(
    actor: Actor, application_id: UUID, doing: ReliefDoing, *, lock: bool = False
) -> Application:
    """Return the application with fund and organs, for this actor to do this; locked for a write.

    Raises ``NotAllowed``: the same words for an unknown id and one that may not be read.
    """
    rows = Application.objects.select_related("fund__organ", "organ", "proposer", "household")
    if lock:
        rows = rows.select_for_update(of=("self",))
    application = rows.filter(pk=application_id).first()
    if application is None:
        raise NotAllowed(UNKNOWN, PRIVACY)
    verdict = verdict_on(actor, doing, application)
    if verdict:
        return application
    if doing is not ReliefDoing.READ and verdict_on(actor, ReliefDoing.READ, application):
        raise NotAllowed(verdict.reason)
    raise NotAllowed(UNKNOWN, PRIVACY)


def payment_for(actor: Actor, payment_id: UUID) -> Payment:
    """Return a payment of an application the actor may pay; the application is locked meanwhile."""
    payment = Payment.objects.filter(pk=payment_id).first()
    if payment is None:
        raise NotAllowed(UNKNOWN, PRIVACY)
    payment.application = application_for(actor, payment.application_id, ReliefDoing.PAY, lock=True)
    return payment


def applications_visible_to(actor: Actor, doing: ReliefDoing = ReliefDoing.READ) -> QuerySet[Application]:
    """Return every application the actor may read (or do this to); agrees with ``verdict_on`` row by row."""
    reach = reach_filter(actor, doing, GRANTS)
    if reach.nothing:
        return Application.objects.none()
    rows = Application.objects.filter(reach_condition(reach, _COLUMNS))
    rows = rows.exclude(kept_accounts__contains=[actor.account_id])
    if doing is ReliefDoing.FINAL:
        own = {post.organ_id for post in actor.posts if post.duty is Duty.LEADER}
        if len(own) == 1:
            rows = rows.exclude(fund__organ__in=own)
    return rows


def funds_visible_to(actor: Actor) -> QuerySet[Fund]:
    """Return the funds of the actor's organs, to those who deal with money there, and to leaders above."""
    organs = {
        post.organ_id
        for post in actor.posts
        if post.duty in {Duty.TREASURER, Duty.REGISTRAR, Duty.SUPERVISOR, Duty.LEADER}
    }
    condition = Q(organ__in=organs)
    for post in actor.posts:
        if post.duty is Duty.LEADER:
            condition |= Q(organ__path__startswith=post.organ_path)
    return Fund.objects.filter(condition).select_related("organ")


def fund_for(actor: Actor, fund_id: UUID, *, manage: bool = False, lock: bool = False) -> Fund:
    """Return a fund the actor may look at; with ``manage`` only to its treasurer, locked for a write.

    Raises ``NotAllowed`` with the same words for an unknown id and a forbidden one.
    """
    rows = funds_visible_to(actor)
    if lock:
        rows = rows.select_for_update(of=("self",))
    fund = rows.filter(pk=fund_id).first()
    if fund is None:
        raise NotAllowed(UNKNOWN, PRIVACY)
    if manage and not actor.holds(Duty.TREASURER, fund.organ_id):
        raise NotAllowed("预算、限额和付款只由资金管理员登记。", PRIVACY)
    return fund


def keep_from_help(subject_id: UUID, account_id: UUID) -> None:
    """Keep every application on a matter from somebody who stands aside from it (信访工作条例 28(3))."""
    rows = Application.objects.select_for_update().filter(subject_id=subject_id)
    for application in rows.exclude(kept_accounts__contains=[account_id]):
        application.kept_accounts = sorted({*application.kept_accounts, account_id})
        application.save(update_fields=["kept_accounts"])


def hands(application: Application, step: Step | None = None) -> set[UUID]:
    """Return who had a hand in an application so far; who took this very step before may take it again."""
    rows = application.signatures.all()
    if step is not None:
        rows = rows.exclude(step=step.value)
    return {application.proposer_id, *rows.values_list("account_id", flat=True)}
