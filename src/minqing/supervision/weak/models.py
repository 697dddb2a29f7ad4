"""Tables of weak links: what was found in a period and proposed."""

from django.conf import settings
from django.db import models

from minqing.kernel.clock.public import new_id
from minqing.supervision.weak.rules import Kind, Sign


class WeakDraft(models.Model):
    """薄弱环节的建议草稿: the numbers as they stood, what was found, what is proposed.

    ``proposal_id`` names the proposal made of it, once there is one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in Kind])
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    sign = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Sign])
    bad = models.PositiveIntegerField()
    of = models.PositiveIntegerField()
    expected = models.FloatField()
    chance = models.FloatField()
    problem = models.TextField("发现的问题")
    text = models.TextField("建议")
    proposal_id = models.UUIDField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.sign} {self.bad}/{self.of}"
