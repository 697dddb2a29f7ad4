"""The Django application of the project itself: commands and start-up checks."""

from django.apps import AppConfig


class Project(AppConfig):
    """系统."""

    name = "minqing.project"
    label = "project"
    verbose_name = "系统"

    def ready(self) -> None:
        """Register the start-up checks, which need the other applications to be there."""
        from minqing.project import checks  # noqa: F401, PLC0415
