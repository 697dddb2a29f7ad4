"""Tables of problem cases: the case, and the matters that raised it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.supervision.problems.rules import Cause, Ground, Status


class ProblemCase(models.Model):
    """问题件: raised by bounces, redoing or repeats; an owner and a day until it is worked off."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ground = models.CharField(max_length=12, choices=[(g.value, g.value) for g in Ground])
    key = models.CharField("引起它的事项或者人和类别", max_length=160)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField("最迟办结日")
    status = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Status], default=Status.OPEN)
    progress = models.JSONField("进展", default=list)
    cause = models.CharField(
        max_length=20, choices=[(c.value, c.value) for c in Cause], blank=True, default=""
    )
    result = models.TextField("办理结果", blank=True, default="")
    raised_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ground", "key"], condition=Q(status="open"), name="problem_open_once"
            )
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="problem_due")]

    def __str__(self) -> str:
        return f"{self.ground} {self.raised_on}"


class ProblemMatter(models.Model):
    """一件引起问题件的信访事项."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(ProblemCase, models.PROTECT, related_name="matters")
    petition = models.ForeignKey("petition.Petition", models.PROTECT, related_name="problem_cases")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "petition"], name="problem_matter_once")]

    def __str__(self) -> str:
        return str(self.petition_id)
