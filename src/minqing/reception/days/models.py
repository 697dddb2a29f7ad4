"""Tables of the leaders' days: portfolios, rotation, days, swaps, appointments, records and instructions.

Who came is a person of ``kernel.people``; what they said and what was instructed is encrypted at rest. A
matter is known by its id alone (``subject_id``).
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.kernel.people.public import EncryptedText
from minqing.reception.days.rules.booking import Stage
from minqing.reception.days.rules.following import Standing, Step
from minqing.reception.days.rules.rota import KIND_WORDS, Kind, Rhythm

KINDS = [(kind.value, words) for kind, words in KIND_WORDS.items()]


def _account(*, null: bool = False) -> "models.ForeignKey[models.Model, models.Model]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, blank=null, related_name="+"
    )


class Portfolio(models.Model):
    """分管: what a leader of a unit answers for; ``subjects`` are codes of contents, none means all."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    account = _account()
    words = models.CharField("分管工作", max_length=200, blank=True, default="")
    subjects = ArrayField(models.CharField(max_length=8), default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "account"], name="days_portfolio_once")]

    def __str__(self) -> str:
        return self.words


class Rotation(models.Model):
    """轮值规则: how the months of a unit are planned, one for each kind of reception."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=KINDS)
    rhythm = models.CharField(max_length=8, choices=[(r.value, r.value) for r in Rhythm])
    nth = models.PositiveSmallIntegerField(default=0)
    leaders = ArrayField(models.UUIDField(), default=list)
    place = models.CharField("地点", max_length=120)
    starts = models.TimeField()
    ends = models.TimeField()
    slot_minutes = models.PositiveSmallIntegerField(default=30)
    per_slot = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "kind"], name="days_rotation_once")]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.kind}"


class LeaderDay(models.Model):
    """接访日: one leader receives on one day; ``planned_for`` is whose turn it was when somebody covers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    day = models.DateField()
    leader = _account()
    planned_for = _account(null=True)
    cover_reason = models.CharField(max_length=200, blank=True, default="")
    leader_name = models.CharField(max_length=60)
    title = models.CharField("职务", max_length=60)
    portfolio = models.CharField(max_length=200, blank=True, default="")
    subjects = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    kind = models.CharField(max_length=8, choices=KINDS, default=Kind.FIXED)
    place = models.CharField(max_length=120)
    companions = models.CharField("陪同单位", max_length=200, blank=True, default="")
    starts = models.TimeField()
    ends = models.TimeField()
    slot_minutes = models.PositiveSmallIntegerField(default=30)
    per_slot = models.PositiveSmallIntegerField(default=1)
    shifted_from = models.DateField(null=True, blank=True)
    published = models.BooleanField(default=False)
    cancelled = models.BooleanField(default=False)
    cancel_reason = models.CharField(max_length=200, blank=True, default="")
    set_by = _account()
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["day", "starts", "id"]
        indexes = [models.Index(fields=["day", "organ"], name="days_day_organ")]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "day", "leader", "kind"], condition=Q(cancelled=False), name="days_day_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.title}"

    @property
    def kind_words(self) -> str:
        """Return the kind of reception in words."""
        return KIND_WORDS[Kind(self.kind)]


class Swap(models.Model):
    """调班: two leaders exchange their days once the other agrees."""

    class Status(models.TextChoices):
        """Where it stands; all but the first are ends."""

        ASKED = "asked"
        AGREED = "agreed"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    first = models.ForeignKey(LeaderDay, models.PROTECT, related_name="+")
    second = models.ForeignKey(LeaderDay, models.PROTECT, related_name="+")
    asks = _account()
    answers = _account()
    reason = models.CharField(max_length=200)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


class DayBooking(models.Model):
    """约访预约: an hour with a leader, kept for whoever brings the code."""

    class Status(models.TextChoices):
        """Where it stands; the last three are ends."""

        BOOKED = "booked"
        CHECKED_IN = "checked_in"
        RECEIVED = "received"
        CANCELLED = "cancelled"
        MISSED = "missed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.ForeignKey(LeaderDay, models.PROTECT, related_name="bookings")
    slot = models.TimeField()
    code = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    people = models.PositiveSmallIntegerField(default=1)
    about = models.CharField(max_length=8, blank=True, default="")
    reason = EncryptedText(blank=True, default="")
    subject_id = models.UUIDField(null=True, blank=True, db_index=True)
    stage = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Stage])
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.BOOKED)
    booked_at = models.DateTimeField()
    booked_by = _account(null=True)

    class Meta:
        ordering = ["day", "slot", "id"]

    def __str__(self) -> str:
        return self.code


class ReceptionRecord(models.Model):
    """接访记录: who came to a leader, with what, what was said to them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.ForeignKey(LeaderDay, models.PROTECT, related_name="records")
    booking = models.OneToOneField(DayBooking, models.PROTECT, null=True, blank=True, related_name="record")
    persons = models.ManyToManyField("people.Person", related_name="+")
    people = models.PositiveSmallIntegerField(default=1)
    title = EncryptedText()
    what = EncryptedText()
    answer = EncryptedText(blank=True, default="")
    subject_id = models.UUIDField(null=True, blank=True, db_index=True)
    recorded_by = _account()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        return f"{self.day_id} {self.recorded_at:%H:%M}"


class Instruction(models.Model):
    """批示: what a leader has somebody do after a reception, by which day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(ReceptionRecord, models.PROTECT, related_name="instructions")
    text = EncryptedText()
    leader = _account()
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    owner = _account()
    given_on = models.DateField()
    workdays = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    standing = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in Standing], default=Standing.OPEN
    )
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["due_on"], name="days_instruction_running", condition=~Q(standing="done"))
        ]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.due_on}"


class InstructionStep(models.Model):
    """落实经过: one step of carrying an instruction out, in words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    instruction = models.ForeignKey(Instruction, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Step])
    words = EncryptedText(blank=True, default="")
    by = _account()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.instruction_id} {self.step}"
