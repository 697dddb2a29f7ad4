"""The door of the room of law: articles, terms, profiles and refusals."""

from minqing.kernel.law.queries import all_profiles, check_profiles, load_profiles, profile_on
from minqing.kernel.law.rules import (
    Article,
    Conflict,
    Extension,
    Incomplete,
    LawIncomplete,
    NotAllowed,
    NotCompetent,
    Profile,
    Refused,
    Setting,
    Side,
    Term,
    TooLate,
    Unit,
    UnlawfulMove,
    chinese_number,
)

__all__ = [
    "Article",
    "Conflict",
    "Extension",
    "Incomplete",
    "LawIncomplete",
    "NotAllowed",
    "NotCompetent",
    "Profile",
    "Refused",
    "Setting",
    "Side",
    "Term",
    "TooLate",
    "Unit",
    "UnlawfulMove",
    "all_profiles",
    "check_profiles",
    "chinese_number",
    "load_profiles",
    "profile_on",
]
