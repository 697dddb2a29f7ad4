"""Who is told of a held case: its leader, when it is given to them and while it stands still."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from minqing.kernel.notifications.public import notify
from minqing.supervision.held.models import HeldCase

DUE: Final = "supervision.case_due"
"""Under this name a reminder is found again, so that nobody is told twice in a week."""


def tell_held(case: HeldCase) -> None:
    """Tell the leader that the case is theirs from now on."""
    _tell(case, "supervision.case_held", _("请您包案化解一件信访事项"))


def tell_due(case: HeldCase) -> None:
    """Tell the leader that progress is missing, or that the day of the end has passed."""
    _tell(case, DUE, _("您包案的事项没有按时记进展，或者已经过了化解期限"))


def _tell(case: HeldCase, event_name: str, title: str) -> None:
    notify(
        account_ids=[case.leader_id],
        event_name=event_name,
        subject_id=case.id,
        title=title,
        link=reverse("held:case", args=[case.id]),
    )
