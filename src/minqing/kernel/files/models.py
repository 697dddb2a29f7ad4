"""The table of attachments (附件): one row for each handing-in, the content itself in storage by digest."""

from django.db import models

from minqing.kernel.clock.public import new_id, now
from minqing.kernel.files.rules import FileKind


class StoredFile(models.Model):
    """附件: a name somebody gave to a content; two rows with one digest share one stored content."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.CharField("SHA-256", max_length=64)
    size = models.BigIntegerField("字节数")
    media_type = models.CharField("媒体类型", max_length=100)
    kind = models.CharField("种类", max_length=10, choices=[(kind.value, kind.value) for kind in FileKind])
    name = models.CharField("文件名", max_length=200)
    stored_at = models.DateTimeField("存入时间", default=now)

    class Meta:
        verbose_name = "附件"
        verbose_name_plural = "附件"
        indexes = [models.Index(fields=["digest"], name="files_digest")]
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="files_size_positive")]

    def __str__(self) -> str:
        return f"{self.name} ({self.size})"

    @property
    def path(self) -> str:
        """Return where the content lies in storage: ``aa/bb/digest``."""
        return path_of(self.digest)


def path_of(digest: str) -> str:
    """Return the content-addressed path of a SHA-256 digest in hex."""
    return f"{digest[:2]}/{digest[2:4]}/{digest}"
