"""The Django application of this room."""

from django.apps import AppConfig


class DocumentsRoom(AppConfig):
    """文书."""

    name = "minqing.kernel.documents"
    label = "documents"
    verbose_name = "文书"
    default_auto_field = "django.db.models.BigAutoField"
