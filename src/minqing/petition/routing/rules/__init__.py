"""转送·交办 (③): the table of ways, referral, objection and dispute, not-accepted, the short track. Pure."""

from minqing.petition.routing.rules.disputes import (
    COORDINATES,
    DISPUTES,
    OBJECT_VERIFY,
    OBJECTS,
    objection_refusal,
)
from minqing.petition.routing.rules.referral import (
    ASSIGNS,
    DOWNWARD,
    ROUTES,
    SECRECY,
    SUCCESSION,
    ReferralFacts,
    Target,
    passing_down_refusal,
    referral_refusal,
    row_of_referral,
)

__all__ = [
    "ASSIGNS",
    "COORDINATES",
    "DISPUTES",
    "DOWNWARD",
    "OBJECTS",
    "OBJECT_VERIFY",
    "ROUTES",
    "SECRECY",
    "SUCCESSION",
    "ReferralFacts",
    "Target",
    "objection_refusal",
    "passing_down_refusal",
    "referral_refusal",
    "row_of_referral",
]
