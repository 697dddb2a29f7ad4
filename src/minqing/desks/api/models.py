"""What the API remembers of a call that carried an ``Idempotency-Key``: that, and what it made."""

from django.conf import settings
from django.db import models

from minqing.kernel.clock.public import new_id


class ActCall(models.Model):
    """接口调用: one act done under a key of the caller's; the same key again does nothing a second time.

    ``digest`` is that of matter, act and body, so that a key used for something else is told apart; neither
    body nor answer is kept.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    made_id = models.UUIDField(null=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "接口调用"
        verbose_name_plural = "接口调用"
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="act_call_once")]

    def __str__(self) -> str:
        return self.key
