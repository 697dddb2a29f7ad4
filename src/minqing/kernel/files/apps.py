"""The Django application of this room."""

from django.apps import AppConfig


class FilesRoom(AppConfig):
    """附件."""

    name = "minqing.kernel.files"
    label = "files"
    verbose_name = "附件"
    default_auto_field = "django.db.models.BigAutoField"
