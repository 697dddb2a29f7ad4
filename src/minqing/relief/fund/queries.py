"""Reads of the fund: queues, files, books, recount, what a matter and the public may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, QuerySet, Sum

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import profile_on
from minqing.kernel.ledger.public import record_reading
from minqing.kernel.people.public import Actor
from minqing.relief.fund.claims import find_double
from minqing.relief.fund.gate import (
    STEP_DOING,
    ReliefDoing,
    application_for,
    applications_visible_to,
    funds_visible_to,
    verdict_on,
)
from minqing.relief.fund.models import (
    Application,
    Beneficiary,
    Booking,
    Fund,
    Payment,
    Proof,
    Refund,
    Signature,
)
from minqing.relief.fund.rules.books import recounted
from minqing.relief.fund.rules.doubles import Double
from minqing.relief.fund.rules.kinds import HELD, WAITING, Need, Status, Step
from minqing.relief.fund.rules.publishing import Cell, Shown, published
from minqing.relief.fund.rules.steps import NEXT, apart_refusal

READING: Final = "relief.application"
_HELD: Final = [each.value for each in HELD]


@dataclass(frozen=True, slots=True)
class ApplicationFile:
    """Everything the page of an application shows; ``step`` the one this actor can take now."""

    application: Application
    people: tuple[Beneficiary, ...]
    proofs: tuple[Proof, ...]
    signatures: tuple[Signature, ...]
    payments: tuple[Payment, ...]
    double: Double | None
    double_whole: bool
    step: Step | None
    waits: Step | None
    why_not: str
    may_pay: bool
    may_refund: bool
    may_amend: bool


def application_file(actor: Actor, application_id: UUID, at: datetime) -> ApplicationFile:
    """Return an application for this actor, and record that they read it (once in ten minutes).

    Raises ``NotAllowed`` with the same words for an unknown id and a forbidden one.
    """
    application = application_for(actor, application_id, ReliefDoing.READ)
    record_reading(actor=actor, chain=application.subject_id, what=READING, at=at)
    status = Status(application.status)
    signatures = tuple(application.signatures.select_related("account", "organ"))
    waits = NEXT.get(status)
    step, why_not = _step(actor, application, signatures, waits)
    double = _double(application, civil_day(at)) if status in WAITING | {Status.REFUSED} else None
    before = {application.proposer_id, *(row.account_id for row in signatures)}
    pays = bool(verdict_on(actor, ReliefDoing.PAY, application))
    return ApplicationFile(
        application=application,
        people=tuple(application.people.select_related("person")),
        proofs=tuple(application.proofs.select_related("file")),
        signatures=signatures,
        payments=tuple(
            application.payments.select_related(
                "payee__person", "voucher", "paid_by", "receipt"
            ).prefetch_related("refunds__voucher")
        ),
        double=double,
        double_whole=double is not None and applications_visible_to(actor).filter(pk=double.earlier).exists(),
        step=step,
        waits=waits,
        why_not=why_not,
        may_pay=pays and status is Status.GRANTED and apart_refusal(actor.account_id, before) is None,
        may_refund=pays and application.paid > application.refunded,
        may_amend=bool(verdict_on(actor, ReliefDoing.AMEND, application)),
    )


def _step(
    actor: Actor, application: Application, signatures: tuple[Signature, ...], waits: Step | None
) -> tuple[Step | None, str]:
    """Return the step the actor can take now, or why it is not theirs."""
    if waits is None:
        return None, ""
    verdict = verdict_on(actor, STEP_DOING[waits], application)
    if not verdict:
        return None, verdict.reason
    others = {row.account_id for row in signatures if row.step != waits.value}
    refusal = apart_refusal(actor.account_id, {application.proposer_id, *others})
    return (None, refusal.reason) if refusal is not None else (waits, "")


def _double(application: Application, on: date) -> Double | None:
    months = profile_on(on, settings.MINQING_PLACE).setting("relief_lookback_months")
    return find_double(application, on=on, months=months)


def applications(actor: Actor) -> QuerySet[Application]:
    """Return what the actor may read, the newest first, with what a list shows."""
    rows = applications_visible_to(actor)
    return rows.select_related("fund", "organ", "proposer").order_by("-lodged_at", "-id")


def waiting_for(actor: Actor) -> QuerySet[Application]:
    """Return what waits for a step of this actor's duties, the oldest first."""
    found = Application.objects.none()
    doings = {status: STEP_DOING[step] for status, step in NEXT.items()} | {Status.GRANTED: ReliefDoing.PAY}
    ids: set[UUID] = set()
    for status, doing in doings.items():
        rows = applications_visible_to(actor, doing).filter(status=status.value)
        rows = rows.exclude(proposer=actor.account_id).exclude(signatures__account=actor.account_id)
        ids |= set(rows.values_list("pk", flat=True)[:500])
    found = Application.objects.filter(pk__in=ids)
    return found.select_related("fund", "organ", "proposer").order_by("lodged_at", "id")


def funds(actor: Actor) -> list[Fund]:
    """Return the funds the actor may look at, the newest year first."""
    return list(funds_visible_to(actor))


def open_funds() -> QuerySet[Fund]:
    """Return the funds that take applications, for the form: name and year only."""
    return Fund.objects.filter(closed_on=None).select_related("organ").order_by("-year", "name")


def bookings(fund: Fund) -> QuerySet[Booking]:
    """Return the books of a fund, the newest first."""
    rows = Booking.objects.filter(fund=fund).select_related("application", "by")
    return rows.order_by("-at", "-id")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a recount does not agree: the fund, what is compared, both figures in 分."""

    fund_id: UUID
    what: str
    stored: int
    counted: int


def recount(fund_ids: list[UUID] | None = None) -> list[Difference]:
    """Add every fund up again from its bookings, its applications, its payments and refunds.

    Returns where a figure differs; an empty list means that the books balance to the 分.
    """
    rows = Fund.objects.all() if fund_ids is None else Fund.objects.filter(pk__in=fund_ids)
    return [each for fund in rows for each in _differences(fund)]


def _differences(fund: Fund) -> list[Difference]:
    lines = Booking.objects.filter(fund=fund).values_list("debit", "credit", "amount")
    counted = recounted(lines)
    sums = Application.objects.filter(fund=fund).aggregate(
        out=Sum("paid"), back=Sum("refunded"), left=Sum(F("granted") - F("paid"))
    )
    payments = Payment.objects.filter(fund=fund).aggregate(sum=Sum("amount"))["sum"] or 0
    refunds = Refund.objects.filter(fund=fund).aggregate(sum=Sum("amount"))["sum"] or 0
    pairs = (
        ("budget: bookings", fund.budget, counted.budget),
        ("reserved: bookings", fund.reserved, counted.reserved),
        ("reserved: applications", fund.reserved, sums["left"] or 0),
        ("paid: bookings", fund.paid, counted.paid),
        ("paid: payments", fund.paid, payments),
        ("paid: applications", fund.paid, sums["out"] or 0),
        ("refunded: bookings", fund.refunded, counted.refunded),
        ("refunded: refunds", fund.refunded, refunds),
        ("refunded: applications", fund.refunded, sums["back"] or 0),
    )
    return [Difference(fund.pk, what, stored, seen) for what, stored, seen in pairs if stored != seen]


def applications_on(subject_id: UUID) -> list[Application]:
    """Return the applications on a matter with signatures and payments, for those who may read it."""
    rows = Application.objects.filter(subject_id=subject_id).select_related("fund", "organ", "proposer")
    return list(rows.prefetch_related("signatures", "payments"))


def help_given(subject_id: UUID) -> list[Payment]:
    """Return what was paid on a matter: days and amounts, for the petitioner's own page."""
    rows = Payment.objects.filter(application__subject_id=subject_id).select_related("application")
    return list(rows.order_by("paid_on", "id"))


def openable(actor: Actor, applications_: list[Application]) -> set[UUID]:
    """Return which of these the actor may open; one query."""
    keys = [row.pk for row in applications_]
    return set(applications_visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class PublicTotals:
    """What the public page shows of a year: budget, and by need what was paid, small numbers kept back."""

    year: int
    budget: int
    rows: Mapping[str, Shown]
    total: Shown


def public_totals(year: int, on: date) -> PublicTotals:
    """Return a year's totals without anybody in them; two queries."""
    budget = Fund.objects.filter(year=year).aggregate(sum=Sum("budget"))["sum"] or 0
    found = (
        Application.objects.filter(fund__year=year, status__in=_HELD, paid__gt=F("refunded"))
        .order_by()
        .values("need")
        .annotate(count=Count("id"), fen=Sum(F("paid") - F("refunded")))
    )
    cells = {need.value: Cell(0, 0) for need in Need}
    cells |= {row["need"]: Cell(row["count"], row["fen"]) for row in found}
    small = profile_on(on, settings.MINQING_PLACE).setting("relief_small_number")
    rows, total = published(cells, small)
    return PublicTotals(year, budget, rows, total)


def published_years() -> list[int]:
    """Return the years with a fund, the newest first."""
    return sorted(set(Fund.objects.values_list("year", flat=True)), reverse=True)
