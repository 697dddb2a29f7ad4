"""The Django application of this room."""

from django.apps import AppConfig

from minqing.kernel.places.packaged import packaged_names
from minqing.kernel.text.public import phrases_from


class PlacesRoom(AppConfig):
    """行政区划."""

    name = "minqing.kernel.places"
    label = "places"
    verbose_name = "行政区划"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every process cut texts by the same place names; the file is read at the first cut."""
        phrases_from(packaged_names)
