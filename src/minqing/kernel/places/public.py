"""The door of the room of places: divisions, their names, search and import."""

from minqing.kernel.places.actions import import_divisions, teach_place_names
from minqing.kernel.places.models import Place
from minqing.kernel.places.packaged import DEMO_COUNTY, packaged_divisions
from minqing.kernel.places.queries import ancestors_of, children_of, full_name, full_names, search_places
from minqing.kernel.places.rules import (
    BadRow,
    ImportReport,
    Level,
    level_of,
    lineage,
    parent_code,
    short_name,
)

__all__ = [
    "DEMO_COUNTY",
    "BadRow",
    "ImportReport",
    "Level",
    "Place",
    "ancestors_of",
    "children_of",
    "full_name",
    "full_names",
    "import_divisions",
    "level_of",
    "lineage",
    "packaged_divisions",
    "parent_code",
    "search_places",
    "short_name",
    "teach_place_names",
]
