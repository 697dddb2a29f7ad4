"""Tables of registration: links between matters, and the track of the grave and urgent ones."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.petition.matter.models import Petition
from minqing.petition.registration.rules import LinkKind, ReportedTo


class Link(models.Model):
    """关联: two matters that belong together; undone rather than deleted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="links")
    other = models.ForeignKey(Petition, models.PROTECT, related_name="linked_from")
    kind = models.CharField("关系", max_length=8, choices=[(k.value, k.value) for k in LinkKind])
    reason = models.CharField("理由", max_length=500, blank=True, default="")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.CharField("解除理由", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "关联"
        verbose_name_plural = "关联"
        indexes = [models.Index(fields=["other"], name="link_other")]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "other", "kind"], condition=Q(undone_at=None), name="link_once"
            ),
            models.CheckConstraint(condition=~Q(petition=models.F("other")), name="link_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.petition_id} {self.other_id}"


class Urgency(models.Model):
    """重大、紧急: why a matter is on the urgent track, since when, and when it left it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="urgencies")
    reason = models.TextField("理由")
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField("解除理由", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "重大、紧急"
        verbose_name_plural = "重大、紧急"
        indexes = [models.Index(fields=["petition", "-id"], name="urgency_petition")]
        constraints = [
            models.UniqueConstraint(
                fields=["petition"], condition=Q(ended_at=None), name="urgency_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.found_at:%Y-%m-%d %H:%M}"


class UrgentReport(models.Model):
    """紧急报告: who was told of an urgent matter, when and how."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    urgency = models.ForeignKey(Urgency, models.PROTECT, related_name="reports")
    to = models.CharField("对象", max_length=24, choices=[(r.value, r.value) for r in ReportedTo])
    to_name = models.CharField("单位、姓名", max_length=200)
    told_at = models.DateTimeField("报告时间")
    way = models.CharField("方式", max_length=100, blank=True, default="")
    measures = models.TextField("采取的措施", blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "紧急报告"
        verbose_name_plural = "紧急报告"
        indexes = [models.Index(fields=["urgency", "told_at"], name="urgent_report_urgency")]

    def __str__(self) -> str:
        return f"{self.to} {self.told_at:%Y-%m-%d %H:%M}"
