"""The Django application of this room."""

from django.apps import AppConfig


class StudyRoom(AppConfig):
    """学习·考评."""

    name = "minqing.study"
    label = "study"
    verbose_name = "学习·考评"
    default_auto_field = "django.db.models.BigAutoField"
