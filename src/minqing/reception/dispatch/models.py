"""Tables of the orders of the hall and of what was settled on the spot."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.reception.dispatch.rules import OrderKind, OrderState


def _account(*, null: bool = True) -> "models.ForeignKey[models.Model, models.Model]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, blank=null, related_name="+"
    )


class Order(models.Model):
    """调度单: what the hall asks of one unit, until when, who came and when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField("编号", max_length=60, unique=True)
    from_organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    to_organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    kind = models.CharField("调度事项", max_length=12, choices=[(k.value, k.value) for k in OrderKind])
    request = models.CharField("要求", max_length=1000)
    place = models.CharField("地点", max_length=200)
    until = models.DateTimeField("时限")
    subject_id = models.UUIDField("涉及的事项", null=True, blank=True)
    ticket_id = models.UUIDField("涉及的号", null=True, blank=True)
    document_id = models.UUIDField("调度单", null=True, blank=True)
    state = models.CharField(
        max_length=14,
        choices=[(s.value, s.value) for s in OrderState],
        default=OrderState.SENT.value,
    )
    sent_by = _account(null=False)
    sent_at = models.DateTimeField()
    who = models.CharField("来人", max_length=200, blank=True, default="")
    acknowledged_by = _account()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    result = models.TextField("结果", blank=True, default="")
    escalated_at = models.DateTimeField("报负责人", null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        indexes = [
            models.Index(fields=["from_organ", "-sent_at"], name="dispatch_from"),
            models.Index(fields=["to_organ", "-sent_at"], name="dispatch_to"),
            models.Index(
                fields=["until"], condition=Q(state__in=["sent", "acknowledged"]), name="dispatch_waiting"
            ),
            models.Index(fields=["subject_id"], name="dispatch_subject"),
        ]

    def __str__(self) -> str:
        return self.number


class OnSpot(models.Model):
    """现场化解: a dispute the hall dealt with where it arose, settled or not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    order = models.ForeignKey(Order, models.PROTECT, null=True, blank=True, related_name="settled")
    subject_id = models.UUIDField("涉及的事项", null=True, blank=True)
    made_id = models.UUIDField("在事项中的记录", null=True, blank=True)
    parties = models.CharField("当事各方", max_length=300)
    dispute = models.TextField("争议的事")
    outcome = models.TextField("处理的经过和结果")
    settled = models.BooleanField("化解了")
    terms = models.TextField("达成的意见", blank=True, default="")
    by = _account(null=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["organ", "-at"], name="on_spot_organ")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.settled}"
