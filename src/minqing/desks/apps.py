"""The Django application of the desks: templates and static files, no tables."""

from django.apps import AppConfig


class Desks(AppConfig):
    """各岗位页面."""

    name = "minqing.desks"
    label = "desks"
    verbose_name = "岗位页面"
