"""The Django application of the project itself: commands and start-up checks."""

from django.apps import AppConfig


class Project(AppConfig):
    """系统."""

    name = "minqing.project"
    label = "project"
    verbose_name = "系统"
