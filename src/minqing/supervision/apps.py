"""The Django application of this room."""

from django.apps import AppConfig


class SupervisionRoom(AppConfig):
    """督办."""

    name = "minqing.supervision"
    label = "supervision"
    verbose_name = "督办"
    default_auto_field = "django.db.models.BigAutoField"
