"""Tables of imports: each run with its place in the file, what it rejected, and remembered columns."""

from django.conf import settings
from django.db import models

from minqing.kernel.clock.public import new_id


class ImportRun(models.Model):
    """导入: one file of letters on its way in; it can be stopped and taken up again at any row."""

    class Status(models.TextChoices):
        """How far the import has come."""

        UPLOADED = "uploaded"
        CONFIRMED = "confirmed"
        RUNNING = "running"
        STOPPED = "stopped"
        DONE = "done"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    filename = models.CharField("文件名", max_length=255)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.UPLOADED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    columns = models.JSONField("列的含义", default=dict)
    missing_day = models.DateField("没有日期的来信按这一天", null=True, blank=True)
    total = models.PositiveIntegerField("总行数", default=0)
    position = models.PositiveIntegerField("已处理到的行", default=0)
    made = models.PositiveIntegerField("新建", default=0)
    known = models.PositiveIntegerField("已有", default=0)
    rejected = models.PositiveIntegerField("未导入", default=0)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.filename} {self.status}"


class RejectedRow(models.Model):
    """未导入的行: one row that stayed out, with its reasons, given back as a file."""

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="rejected_rows")
    row = models.PositiveIntegerField()
    # Pairs of heading and cell: an object of jsonb would lose the order of the columns.
    values = models.JSONField()
    reasons = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "row"], name="rejected_row_once")]
        ordering = ["row"]

    def __str__(self) -> str:
        return f"{self.run_id} {self.row}"


class RememberedColumns(models.Model):
    """记住的列: what the columns of a sheet with these headings meant last time."""

    headings_digest = models.CharField(max_length=64, primary_key=True)
    columns = models.JSONField()

    def __str__(self) -> str:
        return self.headings_digest[:8]
