"""The tables of this room, stage by stage, where Django looks for them."""

from minqing.relief.assistance.models import AssistancePlan, Measure
from minqing.relief.fund.models import (
    Application,
    Beneficiary,
    Booking,
    Fund,
    Household,
    Payment,
    Proof,
    Refund,
    Signature,
    StoodAside,
)

__all__ = [
    "Application",
    "AssistancePlan",
    "Beneficiary",
    "Booking",
    "Fund",
    "Household",
    "Measure",
    "Payment",
    "Proof",
    "Refund",
    "Signature",
    "StoodAside",
]
