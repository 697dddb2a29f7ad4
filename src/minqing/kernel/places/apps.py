"""The Django application of this room."""

from django.apps import AppConfig


class PlacesRoom(AppConfig):
    """行政区划."""

    name = "minqing.kernel.places"
    label = "places"
    verbose_name = "行政区划"
    default_auto_field = "django.db.models.BigAutoField"
