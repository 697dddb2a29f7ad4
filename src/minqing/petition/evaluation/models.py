"""Tables of evaluation: what the petitioner says of the work, and the blind call-backs that test it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.petition.evaluation.rules import CallStatus, RatedBy
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Attitude, Resolved

_RESOLVED = [(r.value, r.value) for r in Resolved]
_ATTITUDES = [(a.value, a.value) for a in Attitude]


class Evaluation(models.Model):
    """满意度评价: resolved or not, the office's and the organ's attitude, and why.

    ``way`` is how it came; ``taken_by`` who wrote it down if it did not come from the petitioner's own page.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.OneToOneField(Petition, models.PROTECT, related_name="evaluation")
    resolved = models.CharField(max_length=8, choices=_RESOLVED)
    office_attitude = models.CharField(max_length=20, choices=_ATTITUDES)
    organ_attitude = models.CharField(max_length=20, choices=_ATTITUDES)
    reason = models.TextField("理由", blank=True, default="")
    at = models.DateTimeField()
    way = models.CharField(
        "评价方式",
        max_length=12,
        choices=[(w.value, w.value) for w in RatedBy],
        default=RatedBy.ONLINE,
        db_default=RatedBy.ONLINE.value,
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    paper = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.petition_id} {self.resolved}"


class CallBackDraw(models.Model):
    """回访抽查的一次抽取: from which matters, by which seed, how many; it can be drawn again and compared."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    first_on = models.DateField("评价期届满或者已评价的第一天")
    last_on = models.DateField("最后一天", unique=True)
    percent = models.PositiveSmallIntegerField("比例")
    seed = models.CharField("种子", max_length=64)
    population = models.PositiveIntegerField("范围内件数")
    population_digest = models.CharField("范围摘要", max_length=64)
    drawn = models.PositiveIntegerField("抽中件数")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.first_on} {self.last_on} {self.drawn}/{self.population}"


class CallBack(models.Model):
    """回访: one matter drawn, who calls, by when, each try, and what the petitioner then said.

    ``agrees`` is the comparison with the petitioner's own rating; none while there is nothing to compare.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.OneToOneField(Petition, models.PROTECT, related_name="call_back")
    draw = models.ForeignKey(CallBackDraw, models.PROTECT, related_name="calls")
    status = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in CallStatus], default=CallStatus.DRAWN
    )
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    caller = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField("最迟回访日")
    tries = models.JSONField("联系经过", default=list)
    resolved = models.CharField(max_length=8, choices=_RESOLVED, blank=True, default="")
    office_attitude = models.CharField(max_length=20, choices=_ATTITUDES, blank=True, default="")
    organ_attitude = models.CharField(max_length=20, choices=_ATTITUDES, blank=True, default="")
    answer_received = models.BooleanField("收到书面答复", null=True, blank=True)
    rated_freely = models.BooleanField("评价出于自愿", null=True, blank=True)
    said = models.TextField("信访人的话", blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)
    differs = models.JSONField("与信访人评价不一致之处", default=list)
    agrees = models.BooleanField("与信访人评价一致", null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["caller", "due_on"], condition=Q(status="drawn"), name="call_back_open"),
            models.Index(fields=["organ", "-id"], name="call_back_organ"),
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.status}"
