"""The Django application of this room."""

from django.apps import AppConfig


class SearchRoom(AppConfig):
    """检索."""

    name = "minqing.kernel.search"
    label = "search"
    verbose_name = "检索"
    default_auto_field = "django.db.models.BigAutoField"
