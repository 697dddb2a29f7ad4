"""The words of numbers as pages say them: priority, standing, waiting time, results at the window."""

from datetime import datetime

from django.utils.translation import gettext as _

from minqing.desks.shared.retelling import retold
from minqing.reception.public import hall as halls
from minqing.reception.public.hall import Estimate, Priority, Standing, Ticket
from minqing.reception.public.visits import WORDS, outcome_of


def outcome_words(outcome: str) -> str:
    """Return what a talk at a window came to; a code of another time as it stands."""
    known = outcome_of(outcome)
    return retold(WORDS[known]) if known else outcome


def standing_words(standing: str) -> str:
    """Return where a number stands, in words."""
    return retold(halls.STANDING_WORDS[Standing(standing)]) if standing else ""


def reasons_words(ticket: Ticket) -> str:
    """Return why a number is called before others."""
    return "、".join(retold(halls.PRIORITY_WORDS[Priority(each)]) for each in ticket.reasons)


def waited_words(ticket: Ticket, at: datetime) -> str:
    """Return how long a number has been waiting."""
    minutes = max(int((at - ticket.issued_at).total_seconds() // 60), 0)
    if ticket.issued_on != ticket.day:
        return _("%(day)s取的号") % {"day": f"{ticket.issued_on.month}月{ticket.issued_on.day}日"}
    if minutes < 1:
        return _("刚到")
    return _("%(minutes)d分钟") % {"minutes": minutes}


def people_words(size: int) -> str:
    """Return how many stand behind a number; five and more are a group, who choose at most five to speak."""
    if halls.is_group(size):
        return _("集体访%(size)d人") % {"size": size}
    return _("%(size)d人") % {"size": size}


def estimate_words(estimate: Estimate) -> str:
    """Return how long to wait, only as exactly as today's figures allow."""
    if estimate.ahead == 0:
        return _("前面没有人，请留意叫号。")
    said = {"ahead": estimate.ahead, "low": estimate.low, "high": estimate.high}
    if estimate.low is None or estimate.high is None:
        return _("前面还有%(ahead)d个号。") % said
    if estimate.low == estimate.high:
        return _("前面还有%(ahead)d个号，大约等%(low)d分钟。") % said
    return _("前面还有%(ahead)d个号，大约等%(low)d到%(high)d分钟。") % said
