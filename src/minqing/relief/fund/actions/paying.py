"""付款、退款、解除占用: the treasurer's acts on what is granted; a voucher pays once.

Articles: 行政事业单位内部控制规范（试行） 15; 会计法 14 (凭证).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from minqing.kernel.clock.public import civil_day
from minqing.kernel.files.public import StoredFile
from minqing.kernel.law.public import Article, Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.relief.fund.bookkeeping import account_of, book, locked_fund, refuse_waivers, refuse_waivers_in
from minqing.relief.fund.events import ReliefPaid, ReliefRefunded, ReliefReleased
from minqing.relief.fund.gate import ReliefDoing, application_for, hands, payment_for
from minqing.relief.fund.models import Application, Beneficiary, Fund, Payment, Refund
from minqing.relief.fund.notices import tell_proposer
from minqing.relief.fund.papers import issue_receipt
from minqing.relief.fund.rules.books import Act
from minqing.relief.fund.rules.kinds import HELPS, Status
from minqing.relief.fund.rules.money import yuan
from minqing.relief.fund.rules.steps import apart_refusal

VOUCHER = Article("中华人民共和国会计法", "14", confidence="B")


@dataclass(frozen=True, slots=True)
class Voucher:
    """凭证: its number and its picture or file; the amount in 分 and the day it names."""

    number: str
    file_id: UUID | None
    amount: int
    on: date


def _voucher(voucher: Voucher, today: date) -> StoredFile:
    if not voucher.number.strip():
        raise Incomplete("请写明凭证号。", VOUCHER)
    if voucher.amount <= 0:
        raise Incomplete("请写明金额。", VOUCHER)
    if voucher.on > today:
        raise Incomplete("日期不能晚于今天。", VOUCHER)
    file = StoredFile.objects.filter(pk=voucher.file_id).first() if voucher.file_id else None
    if file is None:
        raise Incomplete("请附上凭证（银行回单或者签收的领款单）。", VOUCHER)
    refuse_waivers_in([file])
    return file


def pay_relief(
    *,
    actor: Actor,
    application_id: UUID,
    voucher: Voucher,
    way: Payment.Way | str,
    payee_id: UUID,
    version: int,
    at: datetime,
) -> Payment:
    """付款: what was granted, at once or in parts, to one of the people helped.

    Records ``relief.paid``; issues the receipt. Refused to whoever proposed or signed, for more than is left
    to pay, before the day of the grant, and for a voucher number that paid already.
    """
    on = civil_day(at)
    file = _voucher(voucher, on)
    with transaction.atomic():
        application = application_for(actor, application_id, ReliefDoing.PAY, lock=True)
        if application.version != version:
            raise Conflict("这件申请刚刚有了变化，请重新打开后再办。", HELPS)
        _payable(actor, application, voucher)
        payee = Beneficiary.objects.select_related("person").filter(pk=payee_id).first()
        if payee is None or payee.application_id != application.pk:
            raise Incomplete("领款人应当是受助人之一。", HELPS)
        fund = locked_fund(application.fund_id)
        _unused(fund, voucher, Payment.objects.filter(fund=fund))
        application.fund = fund
        payment = Payment(
            application=application,
            fund=fund,
            amount=voucher.amount,
            paid_on=voucher.on,
            way=Payment.Way(way).value,
            payee=payee,
            voucher_number=voucher.number.strip(),
            voucher=file,
            paid_by_id=account_of(actor),
            at=at,
        )
        payment.receipt = issue_receipt(actor, application, payment, on)
        payment.save(force_insert=True)
        book(fund, Act.PAY, voucher.amount, actor=actor, at=at, application=application, words=voucher.number)
        application.paid += voucher.amount
        if application.to_pay == 0:
            application.status = Status.PAID.value
        application.version += 1
        application.save()
        event = ReliefPaid(
            application_id=application.id,
            payment_id=payment.id,
            amount=payment.amount,
            yuan=yuan(payment.amount),
            paid_on=payment.paid_on,
        )
        record(actor=actor, chain=application.subject_id, event=event, at=at)
        tell_proposer(application, actor)
    return payment


def _payable(actor: Actor, application: Application, voucher: Voucher) -> None:
    """Refuse what was not granted, a payer who had a hand in it, too much, a day before the grant."""
    if application.status != Status.GRANTED:
        raise Conflict("只有已批准、没有付清的申请可以付款。", HELPS)
    refusal = apart_refusal(actor.account_id, hands(application))
    if refusal is not None:
        raise refusal
    if voucher.amount > application.to_pay:
        raise Conflict(f"还应当付{yuan(application.to_pay)}元，不能多付。", HELPS)
    if application.granted_on is None or voucher.on < application.granted_on:
        raise Incomplete("付款日期不能早于批准日期。", VOUCHER)


def _unused(fund: Fund, voucher: Voucher, rows: QuerySet[Payment] | QuerySet[Refund]) -> None:
    if rows.filter(voucher_number=voucher.number.strip()).exists():
        raise Conflict(f"凭证号{voucher.number}在{fund.name}中已经登记过，一张凭证只能登记一次。", VOUCHER)


def refund_payment(*, actor: Actor, payment_id: UUID, voucher: Voucher, reason: str, at: datetime) -> Refund:
    """退款: what came back of a payment can be granted again.

    Records ``relief.refunded``. Never more than was paid, with its own voucher and the reason.
    """
    if not reason.strip():
        raise Incomplete("请写明退款的原因。", HELPS)
    refuse_waivers(reason)
    file = _voucher(voucher, civil_day(at))
    with transaction.atomic():
        payment = payment_for(actor, payment_id)
        application = payment.application
        fund = locked_fund(payment.fund_id)
        back = sum(payment.refunds.values_list("amount", flat=True))
        if voucher.amount > payment.amount - back:
            raise Conflict(f"这笔付款最多还能退{yuan(payment.amount - back)}元。", HELPS)
        if voucher.on < payment.paid_on:
            raise Incomplete("退款日期不能早于付款日期。", VOUCHER)
        _unused(fund, voucher, Refund.objects.filter(fund=fund))
        refund = Refund.objects.create(
            payment=payment,
            fund=fund,
            amount=voucher.amount,
            refunded_on=voucher.on,
            reason=reason.strip(),
            voucher_number=voucher.number.strip(),
            voucher=file,
            taken_by_id=account_of(actor),
            at=at,
        )
        book(
            fund,
            Act.REFUND,
            voucher.amount,
            actor=actor,
            at=at,
            application=application,
            words=voucher.number,
        )
        application.refunded += voucher.amount
        application.version += 1
        application.save()
        event = ReliefRefunded(
            application_id=application.id,
            payment_id=payment.id,
            amount=refund.amount,
            yuan=yuan(refund.amount),
        )
        record(actor=actor, chain=application.subject_id, event=event, at=at)
    return refund


def release_relief(
    *, actor: Actor, application_id: UUID, reason: str, version: int, at: datetime
) -> Application:
    """解除占用: what was granted and will not be paid goes back to the fund.

    Nothing paid: the application ends as withdrawn; part paid: as paid. Records ``relief.released``.
    """
    if not reason.strip():
        raise Incomplete("请写明为什么不再付款。", HELPS)
    refuse_waivers(reason)
    with transaction.atomic():
        application = application_for(actor, application_id, ReliefDoing.PAY, lock=True)
        if application.version != version:
            raise Conflict("这件申请刚刚有了变化，请重新打开后再办。", HELPS)
        if application.status != Status.GRANTED or not application.to_pay:
            raise Conflict("没有已批准未付的金额。", HELPS)
        fund, amount = locked_fund(application.fund_id), application.to_pay
        book(fund, Act.RELEASE, amount, actor=actor, at=at, application=application, words=application.number)
        application.granted = application.paid
        application.status = (Status.PAID if application.paid else Status.WITHDRAWN).value
        application.decision = reason.strip()
        application.version += 1
        application.save()
        event = ReliefReleased(application_id=application.id, amount=amount)
        record(actor=actor, chain=application.subject_id, event=event, at=at)
        tell_proposer(application, actor)
    return application
