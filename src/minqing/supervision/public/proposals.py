"""A leaf of the door of supervision: the three proposals."""

from minqing.supervision.proposals.actions import ProposalDraft as ProposalDraft
from minqing.supervision.proposals.actions import (
    follow_up_proposal,
    make_proposal,
    reply_day,
    reply_to_proposal,
)
from minqing.supervision.proposals.gate import (
    organs_supervised,
    proposal_received,
    proposal_supervised,
    proposals_received,
    proposals_supervised,
)
from minqing.supervision.proposals.models import Proposal as Proposal
from minqing.supervision.proposals.rules import ADOPTION_WORDS as ADOPTION_WORDS
from minqing.supervision.proposals.rules import KIND_WORDS as KIND_WORDS
from minqing.supervision.proposals.rules import Adoption as Adoption
from minqing.supervision.proposals.rules import Kind as Kind
from minqing.supervision.proposals.rules import Standing as Standing

__all__ = [
    "follow_up_proposal",
    "make_proposal",
    "organs_supervised",
    "proposal_received",
    "proposal_supervised",
    "proposals_received",
    "proposals_supervised",
    "reply_day",
    "reply_to_proposal",
]
