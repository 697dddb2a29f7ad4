"""The door of the room of law: articles, terms, profiles and refusals."""

from minqing.kernel.law.pages import GENERATED, law_pages
from minqing.kernel.law.queries import all_profiles, check_profiles, load_profiles, profile_on
from minqing.kernel.law.rules import (
    STARTS,
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
    "GENERATED",
    "STARTS",
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
    "law_pages",
    "load_profiles",
    "profile_on",
]
