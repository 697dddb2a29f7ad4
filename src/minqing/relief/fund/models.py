"""The tables of the fund: funds, households, applications, signatures, payments, refunds and bookings."""

from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from minqing.kernel.clock.public import new_id
from minqing.kernel.people.public import BlindIndex, EncryptedText
from minqing.relief.fund.rules.books import ACCOUNT_WORDS, ACT_WORDS, Balance
from minqing.relief.fund.rules.ceilings import Ceilings
from minqing.relief.fund.rules.kinds import (
    GROUND_WORDS,
    NEED_WORDS,
    PERIOD_WORDS,
    SOURCE_WORDS,
    STATUS_WORDS,
    STEP_WORDS,
    Period,
    Source,
    Status,
)

__all__ = [
    "Application",
    "Beneficiary",
    "Booking",
    "Fund",
    "Household",
    "Payment",
    "Proof",
    "Refund",
    "Signature",
]

# Bookings, payments and refunds are corrected by new ones, never changed.
_APPEND_ONLY = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)


def _choices(words: Any) -> list[tuple[str, str]]:
    return [(str(key), said) for key, said in words.items()]


def normal_household(number: str) -> str:
    """Return the number of a household register as it is compared: without blanks, upper case."""
    return "".join(number.split()).upper()


class Fund(models.Model):
    """专项资金: one year's money from one source, with its ceilings and how it stands, in 分."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organ = models.ForeignKey("people.Organ", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=20, choices=_choices(SOURCE_WORDS), default=Source.COUNTY.value)
    basis = models.CharField(max_length=120)
    case_ceiling = models.BigIntegerField(null=True, blank=True)
    person_ceiling = models.BigIntegerField(null=True, blank=True)
    period_ceiling = models.BigIntegerField(null=True, blank=True)
    period = models.CharField(max_length=20, choices=_choices(PERIOD_WORDS), default=Period.QUARTER.value)
    budget = models.BigIntegerField(default=0)
    reserved = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    opened_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        """The newest year first; the database itself lets no account fall below nothing."""

        ordering = ["-year", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "year", "name"], name="fund_once"),
            models.CheckConstraint(
                condition=Q(budget__gte=0, reserved__gte=0, paid__gte=0, refunded__gte=0),
                name="fund_no_account_below_nothing",
            ),
            models.CheckConstraint(
                condition=Q(budget__gte=F("reserved") + F("paid") - F("refunded")),
                name="fund_not_overdrawn",
            ),
            models.CheckConstraint(condition=Q(refunded__lte=F("paid")), name="fund_refunds_within_paid"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.name}"

    @property
    def balance(self) -> Balance:
        """Return how the fund stands."""
        return Balance(self.budget, self.reserved, self.paid, self.refunded)

    @property
    def available(self) -> int:
        """Return what can still be granted, in 分."""
        return self.balance.available

    @property
    def ceilings(self) -> Ceilings:
        """Return the ceilings."""
        return Ceilings(self.case_ceiling, self.person_ceiling, self.period_ceiling)


class Household(models.Model):
    """户: known by the number of its register (户号), sealed, found by blind index."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = EncryptedText()
    number_index = BlindIndex(source="number", normal=normal_household)

    class Meta:
        """Found by the blind index."""

        indexes = [models.Index(fields=["number_index"], name="household_number")]

    def __str__(self) -> str:
        return str(self.pk)


class Application(models.Model):
    """救助申请: on one matter, from one fund, for the people of one household."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=60, unique=True)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="applications")
    subject_id = models.UUIDField(db_index=True)
    subject_number = models.CharField(max_length=60, blank=True, default="")
    organ = models.ForeignKey("people.Organ", on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="applications", null=True, blank=True
    )
    need = models.CharField(max_length=20, choices=_choices(NEED_WORDS))
    need_from = models.DateField()
    need_to = models.DateField()
    reason = models.TextField()
    agreement = models.TextField(blank=True, default="")
    status = models.CharField(max_length=20, choices=_choices(STATUS_WORDS), default=Status.LODGED.value)
    asked = models.BigIntegerField()
    agreed = models.BigIntegerField(null=True, blank=True)
    granted = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    granted_on = models.DateField(null=True, blank=True)
    proposer = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    lodged_on = models.DateField()
    lodged_at = models.DateTimeField()
    ground = models.CharField(max_length=20, blank=True, default="", choices=_choices(GROUND_WORDS))
    decision = models.TextField(blank=True, default="")
    decided_on = models.DateField(null=True, blank=True)
    double_of = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    form = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    sheet = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # Who stands aside from the matter it hangs on (信访工作条例 28(3)): kept from its money too.
    kept_accounts = ArrayField(models.UUIDField(), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """The newest first; never more paid than granted, never more back than paid."""

        ordering = ["-lodged_at", "-id"]
        indexes = [
            models.Index(fields=["status", "lodged_at"], name="relief_status"),
            models.Index(fields=["fund", "granted_on"], name="relief_granted"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked__gt=0, granted__gte=0, paid__gte=0, refunded__gte=0), name="relief_amounts"
            ),
            models.CheckConstraint(condition=Q(paid__lte=F("granted")), name="relief_paid_within_granted"),
            models.CheckConstraint(condition=Q(refunded__lte=F("paid")), name="relief_back_within_paid"),
            models.CheckConstraint(condition=Q(need_to__gte=F("need_from")), name="relief_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def held(self) -> int:
        """Return what was granted and did not come back, in 分."""
        return self.granted - self.refunded

    @property
    def to_pay(self) -> int:
        """Return what is granted and not paid yet, in 分."""
        return self.granted - self.paid


class Beneficiary(models.Model):
    """受助人: one person helped by an application; ``relation`` to the one who applies (本人、配偶……)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=20)
    applies = models.BooleanField(default=False)

    class Meta:
        """Nobody twice in one application; one who applies."""

        ordering = ["-applies", "id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "person"], name="beneficiary_once"),
            models.UniqueConstraint(fields=["application"], condition=Q(applies=True), name="one_applies"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.relation}"


class Proof(models.Model):
    """证明材料: a file that shows the hardship."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="proofs")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()

    class Meta:
        """In the order they came."""

        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.file_id)


class Signature(models.Model):
    """审签: one step taken by one person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="signatures")
    step = models.CharField(max_length=20, choices=_choices(STEP_WORDS))
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    post_title = models.CharField(max_length=60, blank=True, default="")
    organ = models.ForeignKey("people.Organ", on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=20)
    amount = models.BigIntegerField(default=0)
    words = models.TextField(blank=True, default="")
    conference = models.CharField(max_length=120, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        """In order."""

        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.step} {self.result}"


class StoodAside(models.Model):
    """声明回避 in an application: by whom and with which interest; read by those who sign it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="stood_aside")
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        """Said once."""

        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "account"], name="relief_stands_aside_once")
        ]
        triggers = _APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.application_id} {self.account_id}"


class Payment(models.Model):
    """付款: what was paid out, with its voucher; a voucher pays once."""

    class Way(models.TextChoices):
        """怎样付的."""

        TRANSFER = "transfer", "银行转账"
        CARD = "card", "社会保障卡"
        CASH = "cash", "现金"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="payments")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="payments")
    amount = models.BigIntegerField()
    paid_on = models.DateField()
    way = models.CharField(max_length=20, choices=Way.choices)
    payee = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="+")
    voucher_number = models.CharField(max_length=60)
    voucher = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    paid_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    receipt = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        """A voucher number pays once in a fund."""

        ordering = ["paid_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "voucher_number"], name="voucher_pays_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_above_nothing"),
        ]
        triggers = _APPEND_ONLY

    def __str__(self) -> str:
        return self.voucher_number


class Refund(models.Model):
    """退款: what came back of a payment, with its voucher."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="refunds")
    amount = models.BigIntegerField()
    refunded_on = models.DateField()
    reason = models.TextField()
    voucher_number = models.CharField(max_length=60)
    voucher = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """A voucher number comes back once in a fund."""

        ordering = ["refunded_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "voucher_number"], name="voucher_comes_back_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_above_nothing"),
        ]
        triggers = _APPEND_ONLY

    def __str__(self) -> str:
        return self.voucher_number


class Booking(models.Model):
    """分录: an amount leaves one account for another; written once, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="bookings")
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="bookings", null=True, blank=True
    )
    act = models.CharField(max_length=20, choices=_choices(ACT_WORDS))
    debit = models.CharField(max_length=20, choices=_choices(ACCOUNT_WORDS))
    credit = models.CharField(max_length=20, choices=_choices(ACCOUNT_WORDS))
    amount = models.BigIntegerField()
    booked_on = models.DateField()
    words = models.CharField(max_length=200, blank=True, default="")
    by = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """In the order of booking."""

        ordering = ["at", "id"]
        indexes = [models.Index(fields=["fund", "at"], name="booking_fund")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="booking_above_nothing"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="booking_moves"),
        ]
        triggers = _APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.act} {self.amount}"
