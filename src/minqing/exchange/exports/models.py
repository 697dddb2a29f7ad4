"""Tables of exports: one row a run, kept after the file is gone as the record of who took what."""

from django.conf import settings
from django.db import models

from minqing.kernel.clock.public import new_id

from .rules import OPEN, ExportFormat, ExportState


class ExportRun(models.Model):
    """导出: who asked for which rows and columns, how far it is, and where the file lies."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    what = models.CharField("内容", max_length=40)
    query = models.TextField("筛选", blank=True, default="")
    columns = models.JSONField("列", default=list)
    format = models.CharField("格式", max_length=8, choices=[(f.value, f.value) for f in ExportFormat])
    state = models.CharField(
        "状态",
        max_length=8,
        choices=[(s.value, s.value) for s in ExportState],
        default=ExportState.WAITING,
    )
    total = models.PositiveIntegerField("总数", default=0)
    written = models.PositiveIntegerField("已写", default=0)
    asked_at = models.DateTimeField("请求时间")
    finished_at = models.DateTimeField("完成时间", null=True, blank=True)
    path = models.CharField("文件", max_length=200, blank=True, default="")
    size = models.PositiveBigIntegerField("大小", default=0)

    class Meta:
        verbose_name = "导出"
        verbose_name_plural = "导出"
        indexes = [models.Index(fields=["account", "-asked_at"], name="export_account")]

    def __str__(self) -> str:
        return f"{self.what} {self.written}/{self.total}"

    @property
    def running(self) -> bool:
        """Whether rows are still being written or wait to be."""
        return ExportState(self.state) in OPEN
