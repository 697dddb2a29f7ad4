"""Tables of papers (文书): number series, issued documents, their rendered PDF, and deliveries (送达)."""

import pgtrigger
from django.db import models

from minqing.kernel.clock.public import new_id, now
from minqing.kernel.files.public import StoredFile
from minqing.kernel.people.public import Organ


class NumberSeries(models.Model):
    """编号序列: the last number given in one series and year."""

    series = models.CharField("序列", max_length=80)
    year = models.IntegerField("年份")
    last = models.IntegerField("最近序号")

    class Meta:
        verbose_name = "编号序列"
        verbose_name_plural = "编号序列"
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="documents_series_year")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"


class Document(models.Model):
    """文书: issued once, never changed; the database itself refuses UPDATE and DELETE."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField("种类", max_length=24)
    subject_id = models.UUIDField("事项", db_index=True)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", verbose_name="制发机关")
    series = models.CharField("序列", max_length=80)
    number = models.CharField("文号", max_length=100)
    year = models.IntegerField("年份")
    seq = models.IntegerField("序号")
    title = models.CharField("标题", max_length=200)
    data = models.JSONField("内容")
    issued_on = models.DateField("制发日期")
    issued_at = models.DateTimeField("制发时间", default=now)
    digest = models.CharField("内容 SHA-256", max_length=64)

    class Meta:
        verbose_name = "文书"
        verbose_name_plural = "文书"
        constraints = [models.UniqueConstraint(fields=["series", "year", "seq"], name="documents_number")]
        triggers = [
            pgtrigger.Protect(name="document_is_final", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.number


class Rendering(models.Model):
    """文书版式文件: the one PDF made of a document, with its digest."""

    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, primary_key=True, related_name="rendering", verbose_name="文书"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    digest = models.CharField("PDF SHA-256", max_length=64)
    rendered_at = models.DateTimeField("生成时间", default=now)

    class Meta:
        verbose_name = "版式文件"
        verbose_name_plural = "版式文件"
        triggers = [
            pgtrigger.Protect(name="rendering_is_final", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.digest


class Delivery(models.Model):
    """送达: how and when a document reached its recipient; recorded once, its day starts the next clock."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="delivery", verbose_name="文书"
    )
    recipient_name = models.CharField("受送达人", max_length=100)
    way = models.CharField("送达方式", max_length=16)
    acted_on = models.DateField("送达行为日期")
    delivered_on = models.DateField("视为送达日期")
    details = models.JSONField("回证记载", default=dict)
    attachment = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="回证影像"
    )
    recorded_at = models.DateTimeField("记录时间", default=now)

    class Meta:
        verbose_name = "送达"
        verbose_name_plural = "送达"
        triggers = [
            pgtrigger.Protect(name="delivery_is_final", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.delivered_on}"
