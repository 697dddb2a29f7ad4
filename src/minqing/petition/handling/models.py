"""Tables of handling: guidance elsewhere, co-handling, records, hearings, mediation and settlement."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.petition.matter.models import Petition, RunningClock
from minqing.petition.matter.rules import Procedure


class Guidance(models.Model):
    """程序导入: a matter guided to the procedure it belongs to (31(1)-(5)), told in writing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.OneToOneField(Petition, models.PROTECT, related_name="guidance")
    procedure = models.CharField(max_length=8, choices=[(p.value, p.value) for p in Procedure])
    procedure_name = models.CharField("程序名称", max_length=100)
    organ_name = models.CharField("主管机关", max_length=100)
    how = models.TextField("怎样提起")
    time_limit = models.CharField("时限", max_length=200)
    document_id = models.UUIDField(null=True, blank=True)
    guided_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.procedure} {self.organ_name}"


class CoHandling(models.Model):
    """协办: one question the lead organ asks another organ, with its deadline, and the opinion it got."""

    class Status(models.TextChoices):
        """How far the question has come; ``asked`` is open, the rest are ends."""

        ASKED = "asked"
        GIVEN = "given"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="co_handlings")
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    clock = models.ForeignKey(RunningClock, models.PROTECT, related_name="+")
    question = models.TextField("请协办的问题")
    due_on = models.DateField("期限")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ASKED)
    opinion = models.TextField("协办意见", blank=True, default="")
    reason = models.TextField("不能协办、撤回协办的理由", blank=True, default="")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["petition", "id"], name="co_handling_petition"),
            models.Index(fields=["organ", "due_on"], condition=Q(status="asked"), name="co_handling_asked"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "organ"], condition=Q(status="asked"), name="one_open_question_an_organ"
            )
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.organ_id} {self.status}"


class Record(models.Model):
    """笔录: what was said and by whom, read over and signed (听取陈述 or 调查)."""

    class Kind(models.TextChoices):
        """What was recorded: the petitioner's statement, or an inquiry of somebody."""

        STATEMENT = "statement"
        INQUIRY = "inquiry"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="records")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    way = models.CharField("方式", max_length=16)
    held_on = models.DateField("日期")
    times = models.CharField("起止时间", max_length=60, blank=True, default="")
    place = models.CharField("地点", max_length=200, blank=True, default="")
    asker = models.CharField("询问人", max_length=100, blank=True, default="")
    recorder = models.CharField("记录人", max_length=100, blank=True, default="")
    speaker = models.CharField("被询问人", max_length=200, blank=True, default="")
    points = models.TextField("要点", blank=True, default="")
    exchanges = models.JSONField("问答", default=list)
    signed = models.CharField("核对和签名", max_length=200, blank=True, default="")
    files = ArrayField(models.UUIDField(), default=list, blank=True)
    document_id = models.UUIDField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["petition", "id"], name="record_petition")]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class Hearing(models.Model):
    """听证: asked for or decided, announced, held and recorded, concluded by the panel's vote."""

    class Status(models.TextChoices):
        """How far a hearing has come; the last four are ends."""

        APPLIED = "applied"
        NOTICED = "noticed"
        HELD = "held"
        CONCLUDED = "concluded"
        WAIVED = "waived"
        CANCELLED = "cancelled"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="hearings")
    status = models.CharField(max_length=12, choices=Status.choices)
    ground = models.CharField("事由", max_length=16)
    reason = models.TextField("理由")
    asked_at = models.DateTimeField()
    noticed_on = models.DateField("通知日期", null=True, blank=True)
    shorter_notice = models.CharField("信访人同意缩短通知时间", max_length=200, blank=True, default="")
    held_on = models.DateField("听证日期", null=True, blank=True)
    times = models.CharField("时间", max_length=60, blank=True, default="")
    place = models.CharField("地点", max_length=200, blank=True, default="")
    host = models.CharField("主持人", max_length=100, blank=True, default="")
    recorder = models.CharField("记录人", max_length=100, blank=True, default="")
    is_public = models.BooleanField("公开举行", default=True)
    closed_reason = models.CharField("不公开的理由", max_length=200, blank=True, default="")
    participants = models.JSONField("参加人", default=list)
    exchanges = models.JSONField("笔录", default=list)
    signed = models.CharField("核对和签名", max_length=200, blank=True, default="")
    files = ArrayField(models.UUIDField(), default=list, blank=True)
    facts = models.TextField("听证查明的事实", blank=True, default="")
    votes_for = models.PositiveSmallIntegerField("赞成", default=0)
    votes_against = models.PositiveSmallIntegerField("反对", default=0)
    votes_abstain = models.PositiveSmallIntegerField("弃权", default=0)
    conclusion = models.TextField("听证意见", blank=True, default="")
    ended_reason = models.TextField("没有举行的理由", blank=True, default="")
    notice_id = models.UUIDField(null=True, blank=True)
    record_id = models.UUIDField(null=True, blank=True)
    opinion_id = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["petition", "id"], name="hearing_petition")]
        constraints = [
            models.UniqueConstraint(
                fields=["petition"],
                condition=Q(status__in=["applied", "noticed", "held"]),
                name="one_open_hearing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.status}"


class Settlement(models.Model):
    """调解·和解 (33): proposed, agreed to by both, and settled by a written agreement – or not."""

    class Kind(models.TextChoices):
        """调解 with somebody between the two, 和解 by themselves."""

        MEDIATION = "mediation"
        RECONCILIATION = "reconciliation"

    class Status(models.TextChoices):
        """How far it has come; ``proposed`` is open."""

        PROPOSED = "proposed"
        AGREED = "agreed"
        REFUSED = "refused"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="settlements")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PROPOSED)
    other_party = models.CharField("对方当事人", max_length=200)
    mediator = models.CharField("调解人", max_length=100, blank=True, default="")
    proposal = models.TextField("争议和调解的想法")
    proposed_at = models.DateTimeField()
    petitioner_agreed_on = models.DateField("信访人同意", null=True, blank=True)
    petitioner_agreed_how = models.CharField(max_length=200, blank=True, default="")
    other_agreed_on = models.DateField("对方同意", null=True, blank=True)
    other_agreed_how = models.CharField(max_length=200, blank=True, default="")
    ended_by = models.CharField("谁不同意", max_length=16, blank=True, default="")
    ended_reason = models.TextField(blank=True, default="")
    facts = models.TextField("事实", blank=True, default="")
    terms = models.TextField("协议事项", blank=True, default="")
    performance = models.TextField("履行方式和期限", blank=True, default="")
    signed_on = models.DateField("签订日期", null=True, blank=True)
    document_id = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["petition", "id"], name="settlement_petition")]
        constraints = [
            models.UniqueConstraint(
                fields=["petition"], condition=Q(status="proposed"), name="one_open_settlement"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.status}"


class TermRequest(models.Model):
    """延期、中止申请: the handler asks that a term be extended or paused; the organ's head decides.

    Two steps by two people (34: 经本机关、单位负责人批准). The papers are those that took effect with it.
    """

    class Kind(models.TextChoices):
        """What is asked for."""

        EXTENSION = "extension"
        PAUSE = "pause"

    class Status(models.TextChoices):
        """Where it stands; one still pending when the term has passed can no longer be approved."""

        PENDING = "pending"
        APPROVED = "approved"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="term_requests")
    clock = models.ForeignKey(RunningClock, models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    ground = models.CharField("中止事由编号", max_length=32, blank=True, default="")
    days = models.PositiveSmallIntegerField("申请延长天数", default=0)
    reason = models.TextField("理由")
    due_before = models.DateField("原到期日")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PENDING)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_title = models.CharField("审批人职务", max_length=80, blank=True, default="")
    decision = models.TextField("审批意见", blank=True, default="")
    approval_id = models.UUIDField("审批表", null=True, blank=True)
    notice_id = models.UUIDField("告知书", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["petition", "applied_at"], name="term_request_petition")]
        constraints = [
            models.UniqueConstraint(
                fields=["petition"], condition=Q(status="pending"), name="term_request_one_pending"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.status}"


class Handover(models.Model):
    """整体移交: everything one handler has goes to colleagues, for an absence or for good."""

    class Status(models.TextChoices):
        """Planned for a later day, running, given back, or for good."""

        PLANNED = "planned"
        RUNNING = "running"
        RETURNED = "returned"
        PERMANENT = "permanent"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    from_account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recipients = ArrayField(models.UUIDField(), verbose_name="接办人")
    first_on = models.DateField("从哪天起")
    last_on = models.DateField("到哪天", null=True, blank=True)
    reason = models.CharField("事由", max_length=200)
    status = models.CharField(max_length=12, choices=Status.choices)
    absence_id = models.UUIDField(null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    returned_on = models.DateField("交还日期", null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["first_on"], condition=Q(status__in=["planned", "running"]), name="handover_open"
            ),
            models.Index(fields=["from_account", "-first_on"], name="handover_from"),
        ]

    def __str__(self) -> str:
        return f"{self.from_account_id} {self.first_on} {self.status}"


class HandedMatter(models.Model):
    """移交的事项: one matter of a handover and who has it meanwhile."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="matters")
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="handed")
    to_account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    returned_on = models.DateField("交还日期", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handover", "petition"], name="handed_once")]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.to_account_id}"
