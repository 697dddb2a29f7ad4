"""The Django application of this room."""

from django.apps import AppConfig


class ReceptionRoom(AppConfig):
    """接访大厅."""

    name = "minqing.reception"
    label = "reception"
    verbose_name = "接访大厅"
    default_auto_field = "django.db.models.BigAutoField"
