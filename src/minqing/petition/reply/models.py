"""Tables of the reply: the opinion with one answer per request, and what is carried out of it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.petition.matter.models import Petition, RequestItem, RunningClock
from minqing.petition.matter.rules import Outcome


class Opinion(models.Model):
    """信访处理意见书 or 建议答复: drafted, sent for approval, sent back or issued."""

    class Status(models.TextChoices):
        """How far the opinion has come."""

        DRAFT = "draft"
        SUBMITTED = "submitted"
        SENT_BACK = "sent_back"
        ISSUED = "issued"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="opinions")
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.DRAFT)
    facts = models.TextField("查明的事实", blank=True, default="")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    sent_back_reason = models.TextField("退回修改意见", blank=True, default="")
    document_id = models.UUIDField(null=True, blank=True)
    # How like the opinion that was sent back on review, in hundredths; none where nothing was sent back.
    likeness = models.PositiveSmallIntegerField("与被撤销意见的相似度", null=True, blank=True)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition"],
                condition=~Q(status="issued"),
                name="one_open_opinion",
            )
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.status}"


class Answer(models.Model):
    """一项请求的处理意见: what is decided on one request, why and on which rule."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="answers")
    request = models.ForeignKey(RequestItem, models.PROTECT, related_name="+")
    outcome = models.CharField(
        max_length=20, choices=[(o.value, o.value) for o in Outcome], blank=True, default=""
    )
    reason = models.TextField("处理意见和理由", blank=True, default="")
    basis = models.TextField("法律法规依据", blank=True, default="")
    # 32(2): a supported request says who carries it out by when, or that it has been carried out already.
    executor = models.ForeignKey("people.Organ", models.PROTECT, null=True, blank=True, related_name="+")
    execute_by = models.DateField("执行期限", null=True, blank=True)
    executed = models.TextField("已经执行的情况", blank=True, default="", db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opinion", "request"], name="one_answer_a_request")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.outcome}"


class Execution(models.Model):
    """执行 (32(2)): a supported request, or an agreement, followed until it is carried out."""

    class Status(models.TextChoices):
        """``open`` and ``disputed`` are to be done, ``refused`` is for supervision (42(4))."""

        OPEN = "open"
        DONE = "done"
        CONFIRMED = "confirmed"
        DISPUTED = "disputed"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="executions")
    request = models.ForeignKey(RequestItem, models.PROTECT, null=True, blank=True, related_name="+")
    settlement = models.ForeignKey(
        "petition.Settlement", models.PROTECT, null=True, blank=True, related_name="+"
    )
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    clock = models.ForeignKey(RunningClock, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField("执行期限")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.OPEN)
    progress = models.JSONField("进展", default=list)
    evidence = models.TextField("执行情况和依据", blank=True, default="")
    files = ArrayField(models.UUIDField(), default=list, blank=True)
    done_on = models.DateField("执行完毕", null=True, blank=True)
    said_on = models.DateField("信访人确认或者提出异议", null=True, blank=True)
    said = models.TextField("信访人的意见", blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["petition", "id"], name="execution_petition"),
            models.Index(
                fields=["organ", "due_on"],
                condition=Q(status__in=["open", "disputed", "refused"]),
                name="execution_to_do",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.status}"
