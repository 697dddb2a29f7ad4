"""Tables of routing: each referral and its objection."""

from django.db import models

from minqing.kernel.clock.public import new_id
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Mode


class Referral(models.Model):
    """转送·交办: one hand-over of a matter to an organ, and the objection if one was raised."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="referrals")
    from_organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    to_organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    mode = models.CharField(max_length=16, choices=[(m.value, m.value) for m in Mode])
    requirement = models.TextField("办理要求", blank=True, default="")
    report_by = models.DateField("反馈期限", null=True, blank=True)
    document_id = models.UUIDField(null=True, blank=True)
    referred_on = models.DateField()
    objected_on = models.DateField(null=True, blank=True)
    objection = models.TextField("异议理由", blank=True, default="")
    proposed_organ = models.ForeignKey(
        "people.Organ", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["petition", "referred_on"], name="referral_petition")]

    def __str__(self) -> str:
        return f"{self.mode} {self.referred_on}"
