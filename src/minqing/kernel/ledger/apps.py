"""The Django application of this room."""

from django.apps import AppConfig


class LedgerRoom(AppConfig):
    """留痕."""

    name = "minqing.kernel.ledger"
    label = "ledger"
    verbose_name = "留痕"
    default_auto_field = "django.db.models.BigAutoField"
