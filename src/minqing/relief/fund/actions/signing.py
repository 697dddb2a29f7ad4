"""审核、审批、终审: agree, send back, or refuse with the ground. The last signature takes the money.

Articles: 信访工作条例 27, 37(2); 行政事业单位内部控制规范（试行） 15 (不相容岗位相分离).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.relief.fund.bookkeeping import (
    account_of,
    book,
    bounds_on,
    locked_fund,
    lookback_on,
    refuse_waivers,
)
from minqing.relief.fund.claims import (
    alike,
    find_double,
    granted_between,
    held_by_case,
    held_by_person,
    helped,
    lock,
    lock_keys,
)
from minqing.relief.fund.events import ReliefGranted, ReliefRefused, ReliefSigned
from minqing.relief.fund.gate import STEP_DOING, application_for, hands
from minqing.relief.fund.models import Application, Fund, Signature
from minqing.relief.fund.notices import tell_next, tell_proposer
from minqing.relief.fund.papers import issue_sheet
from minqing.relief.fund.rules.books import Act
from minqing.relief.fund.rules.ceilings import Standing, ceiling_refusal
from minqing.relief.fund.rules.doubles import ONCE, Double
from minqing.relief.fund.rules.kinds import HELPS, Ground, Period, Status, Step, period_of
from minqing.relief.fund.rules.money import yuan
from minqing.relief.fund.rules.steps import (
    after,
    amount_refusal,
    apart_refusal,
    conference_refusal,
    step_refusal,
)


@dataclass(frozen=True, slots=True)
class Consent:
    """Agreed: the amount in 分, what is said, and above a bound the minutes of the joint conference."""

    amount: int
    words: str = ""
    conference: str = ""


def agree_to_relief(
    *, actor: Actor, application_id: UUID, step: Step | str, consent: Consent, version: int, at: datetime
) -> Application:
    """同意: one step signed. The last step the amount needs grants it, if people, ceilings and money allow.

    While granting, matter, persons, household and fund stand still: two grants at once see each other.
    Records ``relief.signed``, with the last also ``relief.granted``, and issues the approval sheet.
    Refused to whoever had a hand in it, for more than was asked, when the need was helped already, and past a
    ceiling.
    """
    step = Step(step)
    refuse_waivers(consent.words, consent.conference)
    on = civil_day(at)
    with transaction.atomic():
        application = _open_step(actor, application_id, step, version)
        bounds = bounds_on(on, settings.MINQING_PLACE)
        for refusal in (
            amount_refusal(consent.amount, application.asked, application.agreed),
            conference_refusal(step, consent.amount, bounds, consent.conference),
        ):
            if refusal is not None:
                raise refusal
        people = helped(application)
        lock(lock_keys(application, people))
        double = find_double(application, on=on, months=lookback_on(on, settings.MINQING_PLACE))
        if double is not None:
            raise Conflict(
                f"{double.told(whole=True)}不能重复救助，请按“不予救助”办理，并告知申请人别的途径。", ONCE
            )
        leads = after(step, consent.amount, bounds)
        _sign(actor, application, step, "agree", consent, at)
        application.agreed, application.status = consent.amount, leads.value
        application.version += 1
        if leads is Status.GRANTED:
            _grant(actor, application, at)
        application.save()
        tell_next(application, actor, on)
        if leads is Status.GRANTED:
            tell_proposer(application, actor)
    return application


def _grant(actor: Actor, application: Application, at: datetime) -> None:
    """Take the agreed amount out of the fund; everything it is weighed against is locked by now."""
    on, amount = civil_day(at), application.agreed or 0
    fund = locked_fund(application.fund_id)
    if fund.closed_on is not None:
        raise Conflict("这笔资金已经关闭，不能再批准。", HELPS)
    first, beyond = period_of(on, Period(fund.period))
    keys = alike(helped(application))
    standing = Standing(
        case_fen=held_by_case(application.subject_id),
        person_fen=held_by_person(keys, fund.year),
        period_fen=granted_between(fund.pk, first, beyond),
        available_fen=fund.available,
    )
    refusal = ceiling_refusal(amount, fund.ceilings, standing)
    if refusal is not None:
        raise refusal
    _taken(actor, application, fund, amount, at)


def _taken(actor: Actor, application: Application, fund: Fund, amount: int, at: datetime) -> None:
    application.fund, application.granted, application.granted_on = fund, amount, civil_day(at)
    application.decided_on = civil_day(at)
    book(fund, Act.RESERVE, amount, actor=actor, at=at, application=application, words=application.number)
    application.sheet = issue_sheet(actor, application, civil_day(at))
    event = ReliefGranted(application_id=application.id, fund_id=fund.id, amount=amount, yuan=yuan(amount))
    record(actor=actor, chain=application.subject_id, event=event, at=at)


def return_application(
    *, actor: Actor, application_id: UUID, step: Step | str, words: str, version: int, at: datetime
) -> Application:
    """退回补正: what is missing is said; the proposer lodges it again. Records ``relief.signed``."""
    step = Step(step)
    if not words.strip():
        raise Incomplete("请写明要补正什么。", HELPS)
    refuse_waivers(words)
    with transaction.atomic():
        application = _open_step(actor, application_id, step, version)
        _sign(actor, application, step, "return", Consent(0, words), at)
        application.status, application.decision = Status.RETURNED.value, words.strip()
        application.version += 1
        application.save()
        tell_proposer(application, actor)
    return application


def refuse_relief(
    *,
    actor: Actor,
    application_id: UUID,
    step: Step | str,
    ground: Ground | str,
    words: str,
    version: int,
    at: datetime,
) -> Application:
    """不予救助, with ground and words. 重复 names the earlier grant, and is refused where there is none.

    Records ``relief.signed`` and ``relief.refused``.
    """
    step, ground = Step(step), Ground(ground)
    if not words.strip() and ground is not Ground.DOUBLE:
        raise Incomplete("请写明理由。", HELPS)
    refuse_waivers(words)
    on = civil_day(at)
    with transaction.atomic():
        application = _open_step(actor, application_id, step, version)
        double: Double | None = None
        if ground is Ground.DOUBLE:
            double = find_double(application, on=on, months=lookback_on(on, settings.MINQING_PLACE))
            if double is None:
                raise Conflict("没有找到同一困难的救助记录，不能以重复为理由。", ONCE)
            application.double_of_id = double.earlier
        _sign(actor, application, step, "refuse", Consent(0, words), at)
        application.status, application.ground = Status.REFUSED.value, ground.value
        application.decision = words.strip() or (double.reason if double is not None else "")
        application.decided_on = on
        application.version += 1
        application.save()
        event = ReliefRefused(
            application_id=application.id, ground=ground.value, earlier=double.earlier if double else None
        )
        record(actor=actor, chain=application.subject_id, event=event, at=at)
        tell_proposer(application, actor)
    return application


def _open_step(actor: Actor, application_id: UUID, step: Step, version: int) -> Application:
    """Return the locked application for this step by somebody who had no hand in another one."""
    application = application_for(actor, application_id, STEP_DOING[step], lock=True)
    if application.version != version:
        raise Conflict("这件申请刚刚有了变化，请重新打开后再办。", HELPS)
    refusal = step_refusal(Status(application.status), step)
    if refusal is None:
        refusal = apart_refusal(actor.account_id, hands(application, step))
    if refusal is not None:
        raise refusal
    return application


def _sign(  # noqa: PLR0917 - who, what, how, when
    actor: Actor, application: Application, step: Step, result: str, consent: Consent, at: datetime
) -> Signature:
    post = actor.posts[0]
    for each in actor.posts:
        if each.organ_id == application.fund.organ_id or step is Step.FINAL:
            post = each
            break
    signature = Signature.objects.create(
        application=application,
        step=step.value,
        account_id=account_of(actor),
        post_title=post.title[:60],
        organ_id=post.organ_id,
        result=result,
        amount=consent.amount,
        words=consent.words.strip(),
        conference=consent.conference.strip()[:120],
        at=at,
    )
    event = ReliefSigned(application_id=application.id, step=step.value, result=result, amount=consent.amount)
    record(actor=actor, chain=application.subject_id, event=event, at=at, post=post)
    return signature
