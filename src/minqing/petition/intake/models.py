"""Tables of coming in: how a matter arrived, who joined it, and letters scanned but not yet taken down."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from minqing.kernel.clock.public import new_id
from minqing.petition.intake.rules import Confirmed
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Channel


class Arrival(models.Model):
    """到达情况: the true day of the channel, where it came through, and the reading back of what was said."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.OneToOneField(Petition, models.PROTECT, related_name="arrival")
    happened_on = models.DateField("本身的日期", null=True, blank=True)
    from_organ = models.CharField("移交单位", max_length=100, blank=True, default="")
    from_number = models.CharField("来文字号", max_length=60, blank=True, default="")
    team = models.CharField("工作队", max_length=100, blank=True, default="")
    label = models.CharField("条码", max_length=32, blank=True, default="")
    oral = models.BooleanField("口述", default=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed = models.CharField(
        "确认方式", max_length=12, choices=[(c.value, c.value) for c in Confirmed], blank=True, default=""
    )
    confirmed_words = models.CharField("确认情况", max_length=500, blank=True, default="")
    read_back_at = models.DateTimeField("宣读时间", null=True, blank=True)
    read_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "到达情况"
        verbose_name_plural = "到达情况"
        constraints = [
            models.UniqueConstraint(fields=["label"], condition=~Q(label=""), name="arrival_label_once"),
            models.CheckConstraint(
                condition=Q(read_back_at=None) | Q(oral=True), name="arrival_read_back_is_of_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.label}"


class Joiner(models.Model):
    """参加人: one of a joint petition beside its first petitioner; a representative speaks for the group.

    Has a query code of their own, which shows the progress and nothing of anybody else.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="joiners")
    # Nobody on a sealed matter: see ``SealedJoiner``.
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("姓名", max_length=100)
    representative = models.BooleanField("代表", default=False)
    channel = models.CharField("信访形式", max_length=16, choices=[(c.value, c.value) for c in Channel])
    words = models.TextField("本人的话", blank=True, default="")
    query_code = models.CharField("查询码", max_length=12, unique=True)
    query_tail = models.CharField("查询尾号摘要", max_length=64)
    joined_at = models.DateTimeField("参加时间")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    left_at = models.DateTimeField("退出时间", null=True, blank=True)
    left_reason = models.CharField("退出理由", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "参加人"
        verbose_name_plural = "参加人"
        indexes = [models.Index(fields=["petition", "joined_at"], name="joiner_petition")]
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "person"], condition=Q(left_at=None), name="joiner_person_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class SealedJoiner(models.Model):
    """密封的共同信访人: who joined a matter that became a report, kept apart as whoever reports is (30(3)).

    Read by ``intake.sealed_joining`` alone; removed when the matter is no report after all.
    """

    joiner = models.OneToOneField(Joiner, models.PROTECT, primary_key=True, related_name="identity")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    name = models.CharField("姓名", max_length=100)

    def __str__(self) -> str:
        return str(self.joiner_id)


class ScanBatch(models.Model):
    """来信批次: one upload of scanned letters; each file is kept before anything is read from it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organ = models.ForeignKey("people.Organ", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_on = models.DateField("收到日期")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "来信批次"
        verbose_name_plural = "来信批次"
        indexes = [models.Index(fields=["organ", "-id"], name="scan_batch_organ")]

    def __str__(self) -> str:
        return f"{self.received_on} {self.id}"


class ScanFile(models.Model):
    """上传的扫描件: one uploaded file of a batch; read page by page, then cut into letters at once.

    ``marks`` holds one entry for each page read so far (label, query code, what was wrong with the page);
    ``pages`` is how many there are, unknown until the file was opened.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(ScanBatch, models.PROTECT, related_name="files")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=255)
    pages = models.PositiveSmallIntegerField("页数", null=True, blank=True)
    marks = models.JSONField("已读的页", default=list, blank=True)
    cut_at = models.DateTimeField("识别时间", null=True, blank=True)
    problem = models.CharField("没能识别的原因", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "扫描文件"
        verbose_name_plural = "扫描文件"
        indexes = [models.Index(fields=["batch"], name="scan_file_batch")]

    def __str__(self) -> str:
        return self.name


class ScannedLetter(models.Model):
    """待录来信: one letter cut out of a scan, waiting until somebody takes it down as a matter."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    batch = models.ForeignKey(ScanBatch, models.PROTECT, related_name="letters")
    source = models.ForeignKey(ScanFile, models.PROTECT, related_name="letters")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    seq = models.PositiveSmallIntegerField("序号")
    pages = models.PositiveSmallIntegerField("页数", default=1)
    label = models.CharField("条码", max_length=32, blank=True, default="")
    query_code = models.CharField("信里的查询码", max_length=12, blank=True, default="")
    posted_on = models.DateField("寄出日期（邮戳）", null=True, blank=True)
    received_on = models.DateField("收到日期")
    petition = models.ForeignKey(Petition, models.PROTECT, null=True, blank=True, related_name="scans")
    set_aside = models.CharField("不另登记的理由", max_length=200, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "待录来信"
        verbose_name_plural = "待录来信"
        indexes = [models.Index(fields=["batch", "id"], name="scanned_letter_batch")]

    def __str__(self) -> str:
        return self.label or str(self.seq)
