"""What happens in review: ask, take on, draft, decide, send back, send outside; one file a verb or two.

Articles: 信访工作条例 28(3), 35, 36.
"""

from minqing.petition.review.actions.deciding import (
    approve_review,
    preview_review,
    save_review,
    submit_review,
)
from minqing.petition.review.actions.late import decide_late_request, sign_late_refusal
from minqing.petition.review.actions.outside import record_outside_result, send_outside
from minqing.petition.review.actions.receiving import accept_review
from minqing.petition.review.actions.requesting import ReviewAsked, request_review
from minqing.petition.review.actions.responding import give_statement

__all__ = [
    "ReviewAsked",
    "accept_review",
    "approve_review",
    "decide_late_request",
    "give_statement",
    "preview_review",
    "record_outside_result",
    "request_review",
    "save_review",
    "send_outside",
    "sign_late_refusal",
    "submit_review",
]
