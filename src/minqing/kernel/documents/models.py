"""Tables of papers (文书): number series, issued documents, their rendered PDF, and deliveries (送达)."""

import pgtrigger
from django.db import models

from minqing.kernel.clock.public import new_id, now
from minqing.kernel.documents.rules import Outcome
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


class DeliveryAttempt(models.Model):
    """送达尝试: one try that did not reach the recipient, with the proof of it; the next way rests on it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="attempts", verbose_name="文书"
    )
    way = models.CharField("送达方式", max_length=16)
    attempted_on = models.DateField("送达日期")
    place = models.CharField("送达地址", max_length=300)
    outcome = models.CharField("结果", max_length=24, choices=[(each.value, each.value) for each in Outcome])
    details = models.JSONField("记载", default=dict)
    attachment = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="影像"
    )
    recorded_at = models.DateTimeField("记录时间", default=now)

    class Meta:
        verbose_name = "送达尝试"
        verbose_name_plural = "送达尝试"
        triggers = [pgtrigger.Protect(name="attempt_is_final", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.way} {self.attempted_on} {self.outcome}"


class DeliveryCorrection(models.Model):
    """送达更正: the right day of a delivery recorded wrongly, with the reason; the first record stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    delivery = models.ForeignKey(
        Delivery, on_delete=models.PROTECT, related_name="corrections", verbose_name="送达"
    )
    acted_on = models.DateField("送达行为日期")
    delivered_on = models.DateField("视为送达日期")
    reason = models.CharField("更正理由", max_length=500)
    attachment = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="凭据"
    )
    recorded_at = models.DateTimeField("记录时间", default=now)

    class Meta:
        verbose_name = "送达更正"
        verbose_name_plural = "送达更正"
        triggers = [
            pgtrigger.Protect(name="correction_is_final", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.delivered_on}"


class Wording(models.Model):
    """固定用语: a sentence of a kind of paper as the steward worded it, in force from a day; never changed.

    An empty text brings the built-in sentence back. A paper keeps the sentences in force when it was issued.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField("文书种类", max_length=24)
    name = models.CharField("段落", max_length=24)
    text = models.TextField("用语", blank=True, default="")
    in_force_from = models.DateField("启用日期")
    account_id = models.UUIDField("修改人", null=True)
    written_at = models.DateTimeField("修改时间", default=now)

    class Meta:
        verbose_name = "固定用语"
        verbose_name_plural = "固定用语"
        indexes = [models.Index(fields=["kind", "in_force_from"], name="documents_wording_kind")]
        triggers = [pgtrigger.Protect(name="wording_is_final", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.kind} {self.name} {self.in_force_from}"
