"""What the papers of the fund say: application, approval sheet, receipt. Numbers of people are masked."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import Document, DocumentKind, issue_document
from minqing.kernel.people.public import Actor
from minqing.relief.fund.models import Application, Beneficiary, Payment, Proof, Signature
from minqing.relief.fund.rules.kinds import NEED_WORDS, STEP_WORDS, Need, Step
from minqing.relief.fund.rules.money import capitals, yuan


def _applicant(people: Iterable[Beneficiary]) -> str:
    return next((row.person.name for row in people if row.applies), "")


def _said(application: Application) -> dict[str, Any]:
    people = list(Beneficiary.objects.filter(application=application).select_related("person"))
    return {
        "matter_number": application.subject_number,
        "application_number": application.number,
        "applicant": _applicant(people),
        "fund": f"{application.fund.year}年{application.fund.name}",
        "need": NEED_WORDS[Need(application.need)],
    }


def issue_form(
    actor: Actor,
    application: Application,
    people: list[Beneficiary],
    proofs: list[Proof],
    on: date,
) -> Document:
    """Issue the application (救助申请表), whose number is the application's; nothing is stored yet."""
    data = {
        "matter_number": application.subject_number,
        "applicant": _applicant(people),
        "helped": [
            {"name": row.person.name, "relation": row.relation, "identity": row.person.masked_identity}
            for row in people
        ],
        "need": NEED_WORDS[Need(application.need)],
        "need_days": f"{_day(application.need_from)}至{_day(application.need_to)}",
        "amount": yuan(application.asked),
        "reason": application.reason,
        "filed_for": f"{application.organ.name} {actor.name}",
        "proofs": "、".join(row.file.name for row in proofs),
    }
    return issue_document(
        actor=actor,
        kind=DocumentKind.RELIEF_APPLICATION,
        subject_id=application.subject_id,
        organ=application.fund.organ,
        data=data,
        on=on,
    )


def issue_sheet(actor: Actor, application: Application, on: date) -> Document:
    """Issue the approval sheet (救助审批表) with every signature of the last round."""
    rows = Signature.objects.filter(application=application).select_related("account")
    data = {
        **_said(application),
        "amount": yuan(application.granted),
        "capitals": capitals(application.granted),
        "opinions": [
            {
                "step": STEP_WORDS[Step(row.step)],
                "opinion": "；".join(part for part in (row.words or "同意", row.conference) if part),
                "amount": yuan(row.amount),
                "by": f"{row.account.name} {row.post_title}".strip(),
                "on": civil_day(row.at).isoformat(),
            }
            for row in rows
            if row.result == "agree"
        ],
    }
    return issue_document(
        actor=actor,
        kind=DocumentKind.RELIEF_APPROVAL,
        subject_id=application.subject_id,
        organ=application.fund.organ,
        data=data,
        on=on,
    )


def issue_receipt(actor: Actor, application: Application, payment: Payment, on: date) -> Document:
    """Issue the receipt (领款单) of a payment that is about to be stored."""
    data = {
        **_said(application),
        "payee": payment.payee.person.name,
        "amount": yuan(payment.amount),
        "capitals": capitals(payment.amount),
        "way": Payment.Way(payment.way).label,
        "paid_on": payment.paid_on.isoformat(),
        "voucher": payment.voucher_number,
    }
    return issue_document(
        actor=actor,
        kind=DocumentKind.RELIEF_RECEIPT,
        subject_id=application.subject_id,
        organ=application.fund.organ,
        data=data,
        on=on,
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
