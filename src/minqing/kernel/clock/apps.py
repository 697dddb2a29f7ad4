"""The Django application of this room."""

from django.apps import AppConfig


class ClockRoom(AppConfig):
    """工作日历."""

    name = "minqing.kernel.clock"
    label = "clock"
    verbose_name = "工作日历"
    default_auto_field = "django.db.models.BigAutoField"
