"""Tables of closure: the checklist against which a matter was closed, and the archive packages made of it."""

from django.conf import settings
from django.db import models

from minqing.kernel.clock.public import new_id
from minqing.petition.matter.models import Petition


class Closure(models.Model):
    """办结: closed by whom, on what day, with the four "in place" checked (27).

    ``evidence`` names for an item of the checklist the paper or attachment that shows it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.OneToOneField(Petition, models.PROTECT, related_name="closure")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField()
    checklist = models.JSONField("四个到位")
    evidence = models.JSONField("四个到位的凭据", default=dict, db_default={}, blank=True)
    summary = models.TextField("办结说明", blank=True, default="")

    def __str__(self) -> str:
        return f"{self.petition_id} {self.closed_on}"


class Archive(models.Model):
    """归档案卷: one package of a matter's papers as one PDF, with a second, sealed one for the identity.

    Made by a job; kept for ever once made. A later one is a new row with its own reason, nothing overwritten.
    """

    class Status(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="archives")
    seq = models.PositiveSmallIntegerField("第几次")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.WAITING)
    reason = models.TextField("重新归档的理由", blank=True, default="")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done = models.PositiveIntegerField("已装订", default=0)
    total = models.PositiveIntegerField("应装订", default=0)
    retention = models.CharField("保管期限", max_length=12, blank=True, default="")
    pages = models.PositiveIntegerField("页数", default=0)
    contents = models.JSONField("卷内目录", default=list)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField("案卷 SHA-256", max_length=64, blank=True, default="")
    sealed_file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sealed_digest = models.CharField("密封副卷 SHA-256", max_length=64, blank=True, default="")
    chain_head = models.CharField("留痕链末端", max_length=64, blank=True, default="")
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["petition", "seq"], name="archive_once")]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.seq} {self.status}"
