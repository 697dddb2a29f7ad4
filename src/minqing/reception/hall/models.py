"""Tables of the hall: set-up (halls, rooms, services, windows, hours) and the day's numbers and calls.

A number belongs to nobody by name: who came is taken down at the window, in the room where it is needed.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from minqing.kernel.clock.public import new_id
from minqing.reception.hall.rules.hours import OpenOn
from minqing.reception.hall.rules.states import Limits, Priority, ServiceKind, Source, Standing, shown_number


def _account(*, null: bool = True) -> "models.ForeignKey[models.Model, models.Model]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, blank=null, related_name="+"
    )


class Hall(models.Model):
    """接访大厅: one place where people are received; ``revision`` counts what displays should show anew."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField("编码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=120)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+", verbose_name="管理单位")
    address = models.CharField("地址", max_length=200, blank=True, default="")
    notice = models.CharField("屏幕提示", max_length=200, blank=True, default="")
    active = models.BooleanField("启用", default=True)
    recalls = models.PositiveSmallIntegerField("最多重呼次数", default=3)
    skips = models.PositiveSmallIntegerField("跳过几次后过号", default=2)
    longest_run = models.PositiveSmallIntegerField("连续优先叫号上限", default=2)
    keeps_days = models.PositiveSmallIntegerField("隔日保留的工作日数", default=3)
    slot_minutes = models.PositiveSmallIntegerField("预约时段分钟", default=30)
    grace_minutes = models.PositiveSmallIntegerField("预约迟到宽限分钟", default=15)
    revision = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def limits(self) -> Limits:
        """Return how often a number is called again and put back."""
        return Limits(self.recalls, self.skips)


class Room(models.Model):
    """接谈室: a room of the hall (reception room, video room, mediation room …)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="rooms")
    name = models.CharField("名称", max_length=60)
    purpose = models.CharField("用途", max_length=120, blank=True, default="")
    seats = models.PositiveSmallIntegerField("座位", default=0)
    sort = models.PositiveSmallIntegerField("排序", default=0)
    active = models.BooleanField("启用", default=True)

    class Meta:
        ordering = ["sort", "name"]
        constraints = [models.UniqueConstraint(fields=["hall", "name"], name="hall_room_name")]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """业务: what a number is taken for; ``prefix`` begins its numbers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="services")
    kind = models.CharField("类别", max_length=16, choices=[(k.value, k.value) for k in ServiceKind])
    name = models.CharField("名称", max_length=60)
    prefix = models.CharField("号段字母", max_length=2)
    hint = models.CharField("办理提示", max_length=200, blank=True, default="")
    organ = models.ForeignKey("people.Organ", models.PROTECT, null=True, blank=True, related_name="+")
    per_slot = models.PositiveSmallIntegerField("每个时段可预约数", default=0)
    sort = models.PositiveSmallIntegerField("排序", default=0)
    active = models.BooleanField("启用", default=True)

    class Meta:
        ordering = ["sort", "name"]
        constraints = [
            models.UniqueConstraint(fields=["hall", "name"], name="hall_service_name"),
            models.UniqueConstraint(fields=["hall", "prefix"], name="hall_service_prefix"),
        ]

    def __str__(self) -> str:
        return self.name


class Window(models.Model):
    """窗口: where people are received; ``organ`` is the department stationed there.

    ``run`` counts the priority numbers called in a row past waiting others; calls of one window go one
    after another because they lock this row.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="windows")
    name = models.CharField("名称", max_length=40)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+", verbose_name="驻厅单位")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="windows")
    services = models.ManyToManyField(Service, related_name="windows", blank=True)
    sort = models.PositiveSmallIntegerField("排序", default=0)
    active = models.BooleanField("启用", default=True)
    run = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort", "name"]
        constraints = [models.UniqueConstraint(fields=["hall", "name"], name="hall_window_name")]

    def __str__(self) -> str:
        return self.name


class Opening(models.Model):
    """开放时间: a period that holds on working days, or on days of rest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hall = models.ForeignKey(Hall, models.CASCADE, related_name="openings")
    on = models.CharField(max_length=8, choices=[(k.value, k.value) for k in OpenOn])
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["on", "opens"]
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="hall_closes_after_it_opens")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.opens}-{self.closes}"


class DayApart(models.Model):
    """特别开放日: a day with hours of its own; without a period the hall is closed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hall = models.ForeignKey(Hall, models.CASCADE, related_name="days_apart")
    day = models.DateField()
    periods = models.JSONField(default=list)
    reason = models.CharField("原因", max_length=120, blank=True, default="")

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["hall", "day"], name="hall_day_apart")]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.day}"


class HallDay(models.Model):
    """接待日: one day of a hall, opened by the first act on it and closed at its end."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="days")
    day = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = _account()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = _account()
    carried = models.PositiveIntegerField("隔日保留", default=0)

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["hall", "day"], name="hall_day_once")]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.day}"


class Series(models.Model):
    """号段: the last number of a prefix on a day."""

    id = models.BigAutoField(primary_key=True)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="+")
    day = models.DateField()
    prefix = models.CharField(max_length=2)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hall", "day", "prefix"], name="hall_series_once")]

    def __str__(self) -> str:
        return f"{self.prefix}{self.last}"


class Sitting(models.Model):
    """窗口值守: who sits at a window, from when to when; nobody at lunch."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    window = models.ForeignKey(Window, models.PROTECT, related_name="sittings")
    account = _account()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(fields=["window"], condition=Q(until=None), name="hall_one_at_a_window")
        ]

    def __str__(self) -> str:
        return f"{self.window_id} {self.account_id}"


class Appointment(models.Model):
    """预约: an hour kept for whoever brings the code."""

    class Status(models.TextChoices):
        """Whether it still stands; the last two are ends."""

        BOOKED = "booked"
        CHECKED_IN = "checked_in"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="appointments")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    window = models.ForeignKey(Window, models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField("预约码", max_length=12, unique=True)
    slot = models.DateTimeField("时段")
    group_size = models.PositiveSmallIntegerField("人数", default=1)
    priority = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.BOOKED)
    booked_at = models.DateTimeField()
    booked_by = _account()

    class Meta:
        ordering = ["slot", "id"]
        indexes = [models.Index(fields=["service", "slot"], name="hall_appointment_slot")]

    def __str__(self) -> str:
        return f"{self.code} {self.slot}"


class Ticket(models.Model):
    """号: one number for one visitor or one whole group, from the kiosk to the end of the visit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hall = models.ForeignKey(Hall, models.PROTECT, related_name="tickets")
    # The day it was issued, and the day it stands in the queue of: later when its place was kept overnight.
    issued_on = models.DateField()
    day = models.DateField()
    number = models.CharField(max_length=8)
    first_service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="tickets")
    source = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Source])
    appointment = models.OneToOneField(
        Appointment, models.PROTECT, null=True, blank=True, related_name="ticket"
    )
    group_size = models.PositiveSmallIntegerField("人数", default=1)
    reasons = ArrayField(
        models.CharField(max_length=12, choices=[(p.value, p.value) for p in Priority]),
        default=list,
        blank=True,
    )
    priority = models.BooleanField("优先", default=False)
    standing = models.CharField(
        max_length=8, choices=[(s.value, s.value) for s in Standing], default=Standing.WAITING.value
    )
    place = models.DateTimeField("队中位置")
    window = models.ForeignKey(Window, models.PROTECT, null=True, blank=True, related_name="tickets")
    # Passed on to, or kept by, this one window only.
    wanted_window = models.ForeignKey(Window, models.PROTECT, null=True, blank=True, related_name="+")
    turn = models.PositiveSmallIntegerField("第几次叫到", default=0)
    recalls = models.PositiveSmallIntegerField("本次重呼", default=0)
    skips = models.PositiveSmallIntegerField("跳过", default=0)
    issued_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    served_seconds = models.PositiveIntegerField("接谈秒数", default=0)
    outcome = models.CharField("结果", max_length=24, blank=True, default="")
    # What the visit became, in another room: an id, never a foreign key.
    subject_id = models.UUIDField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["issued_at", "id"]
        indexes = [
            # The queue: found in its order, whichever the lane.
            models.Index(
                fields=["service", "priority", "place", "id"],
                name="hall_ticket_queue",
                condition=Q(standing="waiting"),
            ),
            models.Index(fields=["hall", "day", "standing"], name="hall_ticket_day"),
            models.Index(fields=["subject_id"], name="hall_ticket_subject", condition=~Q(subject_id=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["hall", "issued_on", "number"], name="hall_number_once"),
            models.UniqueConstraint(
                fields=["window"],
                condition=Q(standing__in=["called", "serving"]),
                name="hall_one_number_at_a_window",
            ),
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """Return the number as displays show it, with its day when it was kept overnight."""
        carried = self.issued_on.day if self.issued_on != self.day else None
        return shown_number(self.number, carried_from_day=carried)


class Call(models.Model):
    """呼叫: one call of a number to a window; ``nth`` 0 is the call of a turn, the rest repeat it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="calls")
    window = models.ForeignKey(Window, models.PROTECT, related_name="calls")
    turn = models.PositiveSmallIntegerField()
    nth = models.PositiveSmallIntegerField(default=0)
    by = _account()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["ticket", "turn", "nth"], name="hall_call_once")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.turn}.{self.nth}"


class TicketNote(models.Model):
    """接谈笔记: what a window took down of a number; it goes on with it to the next window."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="notes")
    window = models.ForeignKey(Window, models.PROTECT, null=True, related_name="+")
    by = _account()
    text = models.TextField("内容")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.at}"
