"""Tables of evaluation: what the petitioner says of the work."""

from django.db import models

from minqing.kernel.clock.public import new_id
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Attitude, Resolved


class Evaluation(models.Model):
    """满意度评价: resolved or not, the office's and the organ's attitude, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.OneToOneField(Petition, models.PROTECT, related_name="evaluation")
    resolved = models.CharField(max_length=8, choices=[(r.value, r.value) for r in Resolved])
    office_attitude = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Attitude])
    organ_attitude = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Attitude])
    reason = models.TextField("理由", blank=True, default="")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.petition_id} {self.resolved}"
