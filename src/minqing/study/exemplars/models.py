"""Tables of exemplars."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.study.exemplars.rules import Status


class Exemplar(models.Model):
    """典型: a good practice told from matters, with figures, evidence and consent; reviewed by another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+", verbose_name="做得好的单位")
    petitions = models.ManyToManyField("petition.Petition", related_name="exemplars", blank=True)
    title = models.CharField("标题", max_length=120)
    practice = models.TextField("做法")
    figures = models.TextField("数字")
    evidence = models.TextField("证据（不公布）")
    consent_of = models.CharField("谁同意（不公布）", max_length=100)
    consent_how = models.CharField("什么时候、怎样同意（不公布）", max_length=200)
    consent_file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in Status], default=Status.NOMINATED
    )
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_words = models.TextField("审核意见", blank=True, default="")
    published_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.TextField("撤下的原因（不公布）", blank=True, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["-published_on", "-id"], condition=Q(status="published"), name="exemplar_published"
            )
        ]

    def __str__(self) -> str:
        return self.title
