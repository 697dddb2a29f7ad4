"""Tables of the quality check: a sample as it was drawn, and the reading of each matter in it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.supervision.quality.rules import Status


class Sample(models.Model):
    """质量抽查的一次抽取: from which matters with which weights, by which seed; it can be drawn again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    first_on = models.DateField("办结的第一天")
    last_on = models.DateField("办结的最后一天")
    percent = models.PositiveSmallIntegerField("比例")
    seal = models.CharField("留痕封印", max_length=64)
    seed = models.CharField("种子", max_length=64)
    # [matter id, [risks]] in the order of ids: with the seed it is all that a second draw needs.
    population = models.JSONField("范围", default=list)
    population_digest = models.CharField("范围摘要", max_length=64)
    drawn = models.PositiveIntegerField("抽中件数")
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organ", "last_on"], name="quality_sample_once")]

    def __str__(self) -> str:
        return f"{self.first_on} {self.last_on} {self.drawn}"


class Reading(models.Model):
    """阅卷: one matter drawn, who reads it, what was found; sent back until the organ has put it right."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sample = models.ForeignKey(Sample, models.PROTECT, related_name="readings")
    petition = models.ForeignKey("petition.Petition", models.PROTECT, related_name="quality_readings")
    seq = models.PositiveIntegerField("抽中的次序")
    risks = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    handling = models.ForeignKey("people.Organ", models.PROTECT, null=True, blank=True, related_name="+")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in Status], default=Status.DRAWN
    )
    due_on = models.DateField("最迟日")
    findings = models.JSONField("核查情况", default=dict)
    words = models.TextField("阅卷意见", blank=True, default="")
    read_at = models.DateTimeField(null=True, blank=True)
    # Every sending back, answer and check in its order: kind, words, who, when, file.
    steps = models.JSONField("整改经过", default=list)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sample", "petition"], name="quality_reading_once")]
        indexes = [
            models.Index(
                fields=["reader", "due_on"], condition=Q(status="drawn"), name="quality_reading_open"
            ),
            models.Index(
                fields=["handling", "due_on"], condition=Q(status="sent_back"), name="quality_sent_back"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.status}"
