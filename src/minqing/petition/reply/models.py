"""Tables of the reply: the opinion with one answer per request."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.petition.matter.models import Petition, RequestItem
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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opinion", "request"], name="one_answer_a_request")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.outcome}"
