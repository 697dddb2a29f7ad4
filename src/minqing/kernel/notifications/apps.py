"""The Django application of this room."""

from django.apps import AppConfig


class NotificationsRoom(AppConfig):
    """通知."""

    name = "minqing.kernel.notifications"
    label = "notifications"
    verbose_name = "通知"
    default_auto_field = "django.db.models.BigAutoField"
