"""The door of ACCESS: grants and reach, the question ``may``, and the doors of pages."""

from minqing.kernel.access.queries import Columns, reach_condition
from minqing.kernel.access.rules import (
    PUBLIC,
    QUERY_CODE,
    REACH_WORDS,
    SIGNED_IN,
    Arm,
    Door,
    DoorKind,
    Facts,
    Grant,
    Reach,
    ReachFilter,
    Verdict,
    desk,
    kept_from,
    may,
    opens,
    reach_filter,
)

__all__ = [
    "PUBLIC",
    "QUERY_CODE",
    "REACH_WORDS",
    "SIGNED_IN",
    "Arm",
    "Columns",
    "Door",
    "DoorKind",
    "Facts",
    "Grant",
    "Reach",
    "ReachFilter",
    "Verdict",
    "desk",
    "kept_from",
    "may",
    "opens",
    "reach_condition",
    "reach_filter",
]
