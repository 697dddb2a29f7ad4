"""What desks do in review and final review: ask, take on, decide, send outside, and read the chain."""

from minqing.petition.matter.finality import Finality as Finality
from minqing.petition.matter.finality import finality_of
from minqing.petition.matter.higher import ReviewChoice as ReviewChoice
from minqing.petition.matter.higher import review_choices, review_organ_words
from minqing.petition.matter.superiors import REVIEW_MATRIX as REVIEW_MATRIX
from minqing.petition.matter.superiors import TIER_WORDS as TIER_WORDS
from minqing.petition.matter.superiors import VERTICAL as VERTICAL
from minqing.petition.matter.superiors import ReviewRow as ReviewRow
from minqing.petition.matter.superiors import Tier as Tier
from minqing.petition.reads.remedy import Chain as Chain
from minqing.petition.reads.remedy import ChainStep as ChainStep
from minqing.petition.reads.remedy import Remedy as Remedy
from minqing.petition.reads.remedy import (
    chain_for,
    chain_members,
    choices_against,
    draft_words,
    final_organ,
    outside_requests,
    remedy_of,
    repeated_words,
    review_draft,
)
from minqing.petition.reads.review_file import FilePart as FilePart
from minqing.petition.reads.review_file import ReviewFile as ReviewFile
from minqing.petition.reads.review_file import bundle_papers, review_file
from minqing.petition.review.actions import ReviewAsked as ReviewAsked
from minqing.petition.review.actions import (
    accept_review,
    approve_review,
    decide_late_request,
    give_statement,
    preview_review,
    record_outside_result,
    request_review,
    save_review,
    send_outside,
    sign_late_refusal,
    submit_review,
)
from minqing.petition.review.actions.deciding import DecisionDraft as DecisionDraft
from minqing.petition.review.actions.outside import OutsideResult as OutsideResult
from minqing.petition.review.actions.requesting import ReviewDraft as ReviewDraft
from minqing.petition.review.models import ReviewDecision as ReviewDecision
from minqing.petition.review.models import ReviewRequest as ReviewRequest
from minqing.petition.review.queries import due_outside, unreturned_on
from minqing.petition.review.rules import GROUND_WORDS as GROUND_WORDS
from minqing.petition.review.rules import LEVEL_WORDS as LEVEL_WORDS
from minqing.petition.review.rules import OUTCOME_WORDS as OUTCOME_WORDS
from minqing.petition.review.rules import Ground as Ground
from minqing.petition.review.rules import ReviewOutcome as ReviewOutcome

__all__ = [
    "accept_review",
    "approve_review",
    "bundle_papers",
    "chain_for",
    "chain_members",
    "choices_against",
    "decide_late_request",
    "draft_words",
    "due_outside",
    "final_organ",
    "finality_of",
    "give_statement",
    "outside_requests",
    "preview_review",
    "record_outside_result",
    "remedy_of",
    "repeated_words",
    "request_review",
    "review_choices",
    "review_draft",
    "review_file",
    "review_organ_words",
    "save_review",
    "send_outside",
    "sign_late_refusal",
    "submit_review",
    "unreturned_on",
]
