"""What a list remembers for one account: its columns and its saved filters. Nothing of any matter."""

from django.conf import settings
from django.db import models

from minqing.kernel.clock.public import new_id


class Preference(models.Model):
    """个人设置: one remembered choice of one account, such as the columns of the list."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    value = models.JSONField()

    class Meta:
        verbose_name = "个人设置"
        verbose_name_plural = "个人设置"
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="preference_once")]

    def __str__(self) -> str:
        return self.key
