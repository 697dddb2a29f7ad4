"""The Django application of this room."""

from django.apps import AppConfig


class ReliefRoom(AppConfig):
    """专项资金与帮扶."""

    name = "minqing.relief"
    label = "relief"
    verbose_name = "专项资金与帮扶"
    default_auto_field = "django.db.models.BigAutoField"
