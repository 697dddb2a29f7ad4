"""Tables of closure: the checklist against which a matter was closed."""

from django.conf import settings
from django.db import models

from minqing.kernel.clock.public import new_id
from minqing.petition.matter.models import Petition


class Closure(models.Model):
    """办结: closed by whom, on what day, with the four "in place" checked (27)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.OneToOneField(Petition, models.PROTECT, related_name="closure")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField()
    checklist = models.JSONField("四个到位")
    summary = models.TextField("办结说明", blank=True, default="")

    def __str__(self) -> str:
        return f"{self.petition_id} {self.closed_on}"
