"""Tables of the backlog: one row a matter, with its one plan and its writing off."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.supervision.backlog.rules import Status


class BacklogEntry(models.Model):
    """积案: why it is in the register, who solves it how by when, and its proof."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey("petition.Petition", models.PROTECT, related_name="backlog")
    criteria = ArrayField(models.CharField(max_length=12), default=list)
    reason = models.TextField("列入的说明", blank=True, default="")
    status = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in Status], default=Status.ENTERED
    )
    entered_on = models.DateField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    who = models.CharField("责任人", max_length=100, blank=True, default="")
    how = models.TextField("化解办法", blank=True, default="")
    by = models.DateField("化解期限", null=True, blank=True)
    progress = models.JSONField("进展", default=list)
    result = models.TextField("化解情况", blank=True, default="")
    proof = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    proved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_as = models.CharField("签字人职务", max_length=80, blank=True, default="")
    signed_on = models.DateField("销号日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition"], condition=~Q(status="written_off"), name="backlog_open_once"
            ),
            # 销号: never without proof and signature, whoever writes.
            models.CheckConstraint(
                condition=~Q(status="written_off") | (~Q(proof=None) & ~Q(signed_by=None)),
                name="backlog_written_off_with_proof",
            ),
        ]
        indexes = [models.Index(fields=["status", "by"], name="backlog_by")]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.status}"
