"""The Django application of this room."""

from django.apps import AppConfig


class PeopleRoom(AppConfig):
    """人员与机构."""

    name = "minqing.kernel.people"
    label = "people"
    verbose_name = "人员与机构"
    default_auto_field = "django.db.models.BigAutoField"
