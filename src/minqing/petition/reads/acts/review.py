"""The acts of review and final review, in the order of the action bar."""

from typing import Final

from django.utils.translation import gettext as _

from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import Annex, Level, Move, State
from minqing.petition.matter.steps import procedure_of, purpose_of
from minqing.petition.reads.acts.kinds import Act, Seen
from minqing.petition.reply.rules import starts_review
from minqing.petition.review.models import ReviewRequest
from minqing.petition.review.queries import request_of, requests_against, stands

SERVED: Final = frozenset({State.DELIVERED, State.CLOSED})


def reviewed(seen: Seen) -> bool:
    """Return whether the matter is a review or a final review."""
    return seen.petition.level != Level.FIRST


def _late(seen: Seen) -> ReviewRequest | None:
    """Return the late request a review matter is about, while nothing is decided."""
    request = request_of(seen.petition) if reviewed(seen) else None
    return request if request is not None and request.late and request.admitted is None else None


def _undecided_late(seen: Seen) -> bool:
    return _late(seen) is not None


def _refusal_proposed(seen: Seen) -> bool:
    request = _late(seen)
    return request is not None and request.refusal_by_id is not None


def _waits_for_leader(seen: Seen) -> str:
    return _("已经报请负责人签批不予准许。") if _refusal_proposed(seen) else ""


def _own_refusal(seen: Seen) -> str:
    request = _late(seen)
    own = request is not None and request.refusal_by_id == seen.actor.account_id
    return _("报请不予准许的人不能自己签批。") if own else ""


def _late_first(seen: Seen) -> str:
    if _refusal_proposed(seen):
        return _waits_for_leader(seen)
    return _("这件申请已经逾期，请先决定是否准许。") if _undecided_late(seen) else ""


def _drafted(seen: Seen) -> str:
    return _("请先起草意见。") if seen.opinion is None else ""


def _approve(seen: Seen) -> str:
    own = seen.opinion is not None and seen.opinion.drafted_by_id == seen.actor.account_id
    return _("起草人不能签发自己起草的意见。") if own else ""


def _may_be_asked(seen: Seen) -> bool:
    matter = seen.petition
    declined = Annex.DECLINE.value in matter.annexes
    answered = starts_review(purpose_of(matter), procedure_of(matter)) and not declined
    return answered and matter.level != Level.FINAL_REVIEW


def _asked(seen: Seen) -> list[ReviewRequest]:
    if Annex.REVIEW.value not in seen.petition.annexes:
        return []
    found: list[ReviewRequest] | None = seen.petition.__dict__.get("_asked_of")
    if found is None:
        found = [each for each in requests_against(seen.petition) if stands(each)]
        seen.petition.__dict__["_asked_of"] = found
    return found


def _waiting(seen: Seen) -> bool:
    return any(each.decided_on is None for each in _asked(seen))


def _waiting_outside(seen: Seen) -> bool:
    return any(each.decided_on is None and each.outside for each in _asked(seen))


def _twice(seen: Seen) -> str:
    matter = seen.petition
    return (
        _("对这份意见已经申请过。")
        if _waiting(seen) or (reviewed(seen) and _asked(seen))
        else (_("书面意见还没有送达。") if matter.delivered_on is None else "")
    )


ACTS: Final = (
    Act(
        "review_late",
        Doing.REVIEW,
        states=frozenset({State.REGISTERED}),
        fits=_undecided_late,
        shut=_waits_for_leader,
    ),
    Act(
        "review_late_sign",
        Doing.APPROVE,
        states=frozenset({State.REGISTERED}),
        fits=_refusal_proposed,
        shut=_own_refusal,
    ),
    Act("review_accept", Doing.REVIEW, Move.ACCEPT, fits=reviewed, shut=_late_first),
    Act("review_opinion", Doing.REVIEW, states=frozenset({State.HANDLING}), fits=reviewed),
    Act("review_submit", Doing.REVIEW, Move.SUBMIT, fits=reviewed, shut=_drafted),
    Act("review_approve", Doing.APPROVE, Move.APPROVE, fits=reviewed, shut=_approve),
    Act("review_request", Doing.REQUEST_REVIEW, states=SERVED, fits=_may_be_asked, shut=_twice),
    Act("review_statement", Doing.RESPOND, states=SERVED, fits=_waiting),
    Act("review_send", Doing.RESPOND, states=SERVED, fits=_waiting_outside),
    Act("review_result", Doing.RESPOND, states=SERVED, fits=_waiting_outside),
)
