"""The door of the fund: funds, applications, signatures, payments, books, what the public may see."""

from minqing.relief.fund.actions.applying import (
    Helped,
    ReliefDraft,
    Subject,
    amend_application,
    apply_for_relief,
    withdraw_application,
)
from minqing.relief.fund.actions.aside import stand_aside_from_relief
from minqing.relief.fund.actions.funds import FundDraft, change_budget, close_fund, open_fund, set_ceilings
from minqing.relief.fund.actions.paying import Voucher, pay_relief, refund_payment, release_relief
from minqing.relief.fund.actions.signing import Consent, agree_to_relief, refuse_relief, return_application
from minqing.relief.fund.gate import ReliefDoing as ReliefDoing
from minqing.relief.fund.gate import application_for, fund_for, keep_from_help
from minqing.relief.fund.models import Application, Fund, Payment
from minqing.relief.fund.queries import (
    application_file,
    applications,
    applications_on,
    bookings,
    funds,
    help_given,
    open_funds,
    openable,
    public_totals,
    published_years,
    recount,
    waiting_for,
)
from minqing.relief.fund.rules.books import Act
from minqing.relief.fund.rules.ceilings import Ceilings
from minqing.relief.fund.rules.money import read_yuan, yuan

__all__ = [
    "Act",
    "Application",
    "Ceilings",
    "Consent",
    "Fund",
    "FundDraft",
    "Helped",
    "Payment",
    "ReliefDraft",
    "Subject",
    "Voucher",
    "agree_to_relief",
    "amend_application",
    "application_file",
    "application_for",
    "applications",
    "applications_on",
    "apply_for_relief",
    "bookings",
    "change_budget",
    "close_fund",
    "fund_for",
    "funds",
    "help_given",
    "keep_from_help",
    "open_fund",
    "open_funds",
    "openable",
    "pay_relief",
    "public_totals",
    "published_years",
    "read_yuan",
    "recount",
    "refund_payment",
    "refuse_relief",
    "release_relief",
    "return_application",
    "set_ceilings",
    "stand_aside_from_relief",
    "waiting_for",
    "withdraw_application",
    "yuan",
]
