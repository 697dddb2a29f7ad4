"""The Django application of this room."""

from django.apps import AppConfig


class ExchangeRoom(AppConfig):
    """互联互通."""

    name = "minqing.exchange"
    label = "exchange"
    verbose_name = "互联互通"
    default_auto_field = "django.db.models.BigAutoField"
