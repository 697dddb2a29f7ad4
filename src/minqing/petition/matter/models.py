"""Tables of the matter itself: the petition, what it asks for, its running clocks, notes and attachments."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id

from .rules import FINISHED, Channel, Level, Procedure, Purpose, State, Track
from .timing.rules import ChangeKind


def choices(
    values: type[State | Channel | Purpose | Procedure | Level | Track | ChangeKind],
) -> list[tuple[str, str]]:
    """Return Django choices of an enumeration; the words are in ``words``."""
    return [(value.value, value.value) for value in values]


OPEN = Q(state__in=[state.value for state in State if state not in FINISHED])

UNANSWERED = Q(state=State.CLOSED.value, answered_on=None)
HAS_CO_ORGANS = ~Q(co_organs=[])
IS_REVIEWED = ~Q(reviewed_by=[])
TO_BE_EXECUTED = ~Q(execution_due_on=None)
# Nobody at work on it, or no running duty: the first promise broken, but for organs that were closed since.
UNOWNED = Q(state__in=[State.HANDLING.value, State.APPROVING.value], handler=None) | (
    OPEN & Q(due_on=None) & ~Q(state=State.DELIVERED.value)
)
UNDELIVERED = Q(state__in=[State.ANSWERED.value, State.CLOSED.value], delivered_on=None)


class Petition(models.Model):
    """信访事项: one matter of one category from hand-in to archive."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField("登记编号", max_length=32, null=True, unique=True)  # noqa: DJ001 - unique, absent until registered
    query_code = models.CharField("查询码", max_length=12, unique=True)
    query_tail = models.CharField("查询尾号摘要", max_length=64)
    idempotency_key = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - unique when present
    source_ref = models.CharField("来源标识", max_length=128, null=True, unique=True)  # noqa: DJ001 - unique when present
    state = models.CharField("状态", max_length=16, choices=choices(State), default=State.RECEIVED)
    channel = models.CharField("信访形式", max_length=16, choices=choices(Channel))
    purpose = models.CharField("信访目的", max_length=16, choices=choices(Purpose), blank=True, default="")
    procedure = models.CharField("办理途径", max_length=8, choices=choices(Procedure), blank=True, default="")
    content_class = models.CharField("内容分类", max_length=12, blank=True, default="")
    anonymous = models.BooleanField("匿名", default=False)
    confidential = models.BooleanField("要求保密", default=False)
    sealed = models.BooleanField("密封", default=False)
    electronic_delivery = models.BooleanField("同意电子送达", default=False)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("事实和理由")
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField("问题发生地", max_length=300, blank=True, default="")
    petitioner = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    petitioner_name = models.CharField("信访人", max_length=100)
    people_count = models.PositiveIntegerField("涉及人数", default=1)
    concerns = models.ForeignKey("people.Organ", models.PROTECT, null=True, blank=True, related_name="+")
    # Absent on nearly every matter: the accounts this one is kept from (accused in it, or standing aside),
    # and organs kept away beside the one complained of (headed by somebody accused).
    kept_accounts = ArrayField(models.UUIDField(), null=True, blank=True, verbose_name="回避的账户")
    kept_organs = ArrayField(models.UUIDField(), null=True, blank=True, verbose_name="回避的单位")
    received_by = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    holder = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    handling = models.ForeignKey("people.Organ", models.PROTECT, null=True, blank=True, related_name="+")
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_at = models.DateTimeField("收到时间")
    received_on = models.DateField("收到日期")
    registered_on = models.DateField("登记日期", null=True, blank=True)
    referred_on = models.DateField("转送日期", null=True, blank=True)
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    delivered_on = models.DateField("送达日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    due_on = models.DateField("最近到期日", null=True, blank=True)
    due_term = models.CharField("最近到期的期限", max_length=32, blank=True, default="")
    due_provisional = models.BooleanField("暂算", default=False)
    repeat_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeats")
    level = models.CharField(
        "办理层次", max_length=16, choices=choices(Level), default="first", db_default="first"
    )
    track = models.CharField(
        "办理方式", max_length=16, choices=choices(Track), default="ordinary", db_default="ordinary"
    )
    review_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reviews", db_index=False
    )
    annexes = ArrayField(
        models.CharField(max_length=16),
        default=list,
        db_default=[],
        blank=True,
        verbose_name="附卷",
    )
    # Organs asked to help (协办) or to carry out an opinion read the file; kept in step by those actions.
    co_organs = ArrayField(
        models.UUIDField(), default=list, db_default=[], blank=True, verbose_name="协办单位"
    )
    heard_on = models.DateField("听取陈述日期", null=True, blank=True)
    execution_due_on = models.DateField("执行期限（最近的一项）", null=True, blank=True)
    # Organs that review or reviewed the answer (35, 36): they read the file; kept in step by the requests.
    reviewed_by = ArrayField(
        models.UUIDField(), default=list, db_default=[], blank=True, verbose_name="复查、复核机关"
    )
    # The final opinion (36(3)), noted on every matter of its chain, so that a new letter finds it at once.
    final_number = models.CharField("复核意见文号", max_length=80, blank=True, default="", db_default="")
    final_on = models.DateField("复核意见日期", null=True, blank=True)
    bounces = models.PositiveSmallIntegerField("退回次数", default=0)
    sent_back = models.BooleanField("处理意见被退回修改", default=False)
    version = models.PositiveIntegerField("版本", default=0)

    class Meta:
        verbose_name = "信访事项"
        verbose_name_plural = "信访事项"
        constraints = [
            # 30(3): whoever reports is not on the file of the report; see SealedIdentity.
            models.CheckConstraint(
                condition=Q(sealed=False) | Q(petitioner=None), name="sealed_without_person"
            )
        ]
        indexes = [
            models.Index(fields=["holder", "state", "-id"], name="petition_holder"),
            models.Index(fields=["received_by", "state", "-id"], name="petition_received_by"),
            models.Index(fields=["handling", "state", "-id"], name="petition_handling"),
            models.Index(fields=["handler", "state", "-id"], name="petition_handler"),
            # Finished matters have no due day: the whole index finds what is overdue as quickly as one of the
            # open ones would, and also gives any list its order "earliest due first".
            models.Index(fields=["due_on", "id"], name="petition_due"),
            models.Index(fields=["holder", "due_on", "id"], condition=OPEN, name="petition_open_holder_due"),
            models.Index(fields=["-received_on", "-id"], name="petition_received_on"),
            # Nearly empty: what breaks a promise to the petitioner, found without looking at what does not.
            models.Index(fields=["id"], condition=UNOWNED, name="petition_unowned"),
            models.Index(fields=["id"], condition=UNANSWERED, name="petition_unanswered"),
            models.Index(fields=["id"], condition=UNDELIVERED, name="petition_undelivered"),
            models.Index(fields=["review_of"], condition=~Q(review_of=None), name="petition_review_of"),
            models.Index(fields=["petitioner", "-id"], name="petition_petitioner"),
            # Both nearly empty: matters with co-handlers, and those whose opinion is still to be carried out.
            GinIndex(fields=["co_organs"], condition=HAS_CO_ORGANS, name="petition_co_organs"),
            GinIndex(fields=["reviewed_by"], condition=IS_REVIEWED, name="petition_reviewed_by"),
            models.Index(
                fields=["execution_due_on", "id"], condition=TO_BE_EXECUTED, name="petition_execution_due"
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.id)


class SealedIdentity(models.Model):
    """密封身份: who stands behind a sealed matter, kept apart from it; shown only with a reason, on record.

    Written when a matter is sealed and removed when it no longer is. Read by ``matter.sealing`` alone.
    """

    petition = models.OneToOneField(Petition, models.PROTECT, primary_key=True, related_name="identity")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("信访人", max_length=100)

    def __str__(self) -> str:
        return str(self.petition_id)


class Accused(models.Model):
    """被检举控告人: somebody complained of, their post, who manages them; ``account`` if they are staff."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="accused")
    name = models.CharField("姓名", max_length=100)
    title = models.CharField("职务", max_length=100, blank=True, default="")
    # 干部管理权限: a value of ``cadres.ManagedBy``; empty while nobody said, then the organ's kind tells.
    managed_by = models.CharField("管理权限", max_length=12, blank=True, default="")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "被检举控告人"
        verbose_name_plural = "被检举控告人"
        constraints = [models.UniqueConstraint(fields=["petition", "name", "account"], name="accused_once")]

    def __str__(self) -> str:
        return str(self.id)


class StandingAside(models.Model):
    """回避 (28(3)): somebody who may no longer read or handle a matter, on what ground, and who decided.

    ``ground`` is a value of ``aside.Ground``: declared by themselves, applied for by the petitioner, ordered.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="standing_aside")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ground = models.CharField(max_length=12)
    reason = models.TextField("利害关系")
    application_id = models.UUIDField("回避申请", null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = "回避"
        verbose_name_plural = "回避"
        constraints = [models.UniqueConstraint(fields=["petition", "account"], name="aside_once")]

    def __str__(self) -> str:
        return f"{self.ground} {self.decided_at:%Y-%m-%d}"


class RequestItem(models.Model):
    """投诉请求: one thing asked for; the opinion answers each one by itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="requests")
    seq = models.PositiveSmallIntegerField("序号")
    text = models.TextField("请求")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["petition", "seq"], name="request_item_once")]
        ordering = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq}. {self.text}"


class RunningClock(models.Model):
    """期限: one term that runs or ran on a matter, as it was counted when started or moved since.

    ``pauses`` are the days left out so far (``[first, last, why]``), ``paused_on`` the day since which it
    stands still, ``recounted_from`` its last day before the calendar or the profile changed. All that moved
    it, with who approved and on what ground, are its ``changes``.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="clocks")
    term = models.CharField("期限", max_length=32)
    profile = models.CharField("规则", max_length=32)
    organ = models.ForeignKey("people.Organ", models.PROTECT, null=True, blank=True, related_name="+")
    started_on = models.DateField("起算日")
    due_on = models.DateField("到期日")
    target_on = models.DateField("内部目标日")
    provisional = models.BooleanField("暂算", default=False)
    extended_days = models.PositiveSmallIntegerField("延长天数", default=0)
    stopped_on = models.DateField("停止日", null=True, blank=True)
    paused_on = models.DateField("中止日", null=True, blank=True)
    pauses = models.JSONField("扣除的日子", default=list, db_default=[], blank=True)
    recounted_from = models.DateField("重新计算前的到期日", null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["petition", "stopped_on"], name="clock_petition"),
            models.Index(fields=["due_on"], condition=Q(stopped_on=None), name="clock_running_due"),
        ]

    def __str__(self) -> str:
        return f"{self.term} {self.due_on}"


class ClockPause(models.Model):
    """中止: a clock stood still from ``first_on``; ``last_on`` is the last day left out, none while it does.

    The day of resuming counts again, so a pause ended on the day it began leaves nothing out.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clock = models.ForeignKey(RunningClock, models.PROTECT, related_name="pause_rows")
    ground = models.CharField("事由编号", max_length=32)
    first_on = models.DateField("中止第一天")
    last_on = models.DateField("中止最后一天", null=True, blank=True)
    limit_on = models.DateField("最迟恢复日")
    reason = models.TextField("说明", blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clock"], condition=Q(last_on=None), name="clock_paused_once")
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.first_on}"


class ClockChange(models.Model):
    """期限变动: what moved a clock, when, on what basis, who applied and who approved."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clock = models.ForeignKey(RunningClock, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=choices(ChangeKind))
    at = models.DateTimeField()
    on = models.DateField("哪天起")
    before = models.DateField("变动前到期日")
    after = models.DateField("变动后到期日")
    days = models.PositiveSmallIntegerField("天数", default=0)
    basis = models.CharField("依据", max_length=200)
    reason = models.TextField("理由", blank=True, default="")
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_title = models.CharField("批准人职务", max_length=80, blank=True, default="")
    document_id = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["clock", "at"], name="clock_change")]

    def __str__(self) -> str:
        return f"{self.kind} {self.before} {self.after}"


class Note(models.Model):
    """办理记录: a note on the file, internal or shown to the petitioner; also asking for material."""

    class Kind(models.TextChoices):
        """What kind of note this is."""

        NOTE = "note"
        MATERIAL_ASKED = "material_asked"
        MATERIAL_ADDED = "material_added"
        HEARD = "heard"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.NOTE)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    text = models.TextField()
    shown_to_petitioner = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["petition", "at"], name="note_petition")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class Attachment(models.Model):
    """附件: a stored file on a matter, by the petitioner or by staff."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=255)
    by_petitioner = models.BooleanField(default=True)
    shown_to_petitioner = models.BooleanField(default=True)
    note = models.ForeignKey(Note, models.PROTECT, null=True, blank=True, related_name="attachments")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["petition", "at"], name="attachment_petition")]

    def __str__(self) -> str:
        return self.name


class TakenOver(models.Model):
    """接收的旧件: what another system said of a matter before it came here, to the instant."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.OneToOneField(Petition, models.PROTECT, related_name="taken_over")
    external_id = models.CharField("原编号", max_length=64)
    opened_at = models.DateTimeField("原系统收到时间")
    target_at = models.DateTimeField("原系统期限", null=True, blank=True)
    closed_at = models.DateTimeField("原系统办结时间", null=True, blank=True)
    said_on_time = models.BooleanField("原系统的按期标志", null=True, blank=True)
    on_time = models.BooleanField("按原期限计算是否按期")
    kind = models.CharField("原分类", max_length=200, blank=True, default="")
    organ = models.CharField("原承办单位", max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return self.external_id
