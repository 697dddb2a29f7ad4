"""The history of the board: which matter broke which promise from which day to which."""

from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id


class BoardDay(models.Model):
    """看板日: a day on which the board was taken; a day without a row was never looked at."""

    day = models.DateField(primary_key=True)
    taken_at = models.DateTimeField()
    opened = models.PositiveIntegerField("新出现", default=0)
    ended = models.PositiveIntegerField("已消除", default=0)

    def __str__(self) -> str:
        return f"{self.day}"


class Breach(models.Model):
    """缺口: one matter counted under one figure from a day on, until the day it was no longer.

    On day D it counts when ``first_on <= D`` and ``gone_on`` is later or absent: every past figure opens to
    its rows, and what is sealed since is shown to nobody any more.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    figure = models.CharField("看板数", max_length=12)
    petition = models.ForeignKey("petition.Petition", models.PROTECT, related_name="+", db_index=False)
    first_on = models.DateField("首次计入")
    gone_on = models.DateField("不再计入", null=True, blank=True)

    class Meta:
        verbose_name = "看板缺口"
        verbose_name_plural = "看板缺口"
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "figure"], condition=Q(gone_on=None), name="breach_once"
            )
        ]
        indexes = [
            models.Index(fields=["figure", "first_on"], name="breach_first"),
            models.Index(fields=["figure", "gone_on"], name="breach_gone"),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.first_on}"
