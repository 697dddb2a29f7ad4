"""The Django application of this room."""

from django.apps import AppConfig


class PetitionRoom(AppConfig):
    """信访事项."""

    name = "minqing.petition"
    label = "petition"
    verbose_name = "信访事项"
    default_auto_field = "django.db.models.BigAutoField"
