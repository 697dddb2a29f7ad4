"""Tables of handling: acceptance and guidance to another procedure."""

from django.db import models

from minqing.kernel.clock.public import new_id
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Procedure


class Guidance(models.Model):
    """程序导入: a matter guided to the procedure it belongs to (31(1)-(5)), told in writing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.OneToOneField(Petition, models.PROTECT, related_name="guidance")
    procedure = models.CharField(max_length=8, choices=[(p.value, p.value) for p in Procedure])
    procedure_name = models.CharField("程序名称", max_length=100)
    organ_name = models.CharField("主管机关", max_length=100)
    how = models.TextField("怎样提起")
    time_limit = models.CharField("时限", max_length=200)
    document_id = models.UUIDField(null=True, blank=True)
    guided_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.procedure} {self.organ_name}"
