"""A leaf of the supervision room's door: weak links and the proposals drafted of them."""

from minqing.supervision.weak.actions import Pointer as Pointer
from minqing.supervision.weak.actions import draft_proposal, note_proposal
from minqing.supervision.weak.models import WeakDraft as WeakDraft
from minqing.supervision.weak.queries import drafts, organ_of_key, rows_behind, tallies, weak_links
from minqing.supervision.weak.rules import KIND_WORDS as KIND_WORDS
from minqing.supervision.weak.rules import SIGN_WORDS as SIGN_WORDS
from minqing.supervision.weak.rules import Kind as Kind
from minqing.supervision.weak.rules import Outlier as Outlier
from minqing.supervision.weak.rules import Sign as Sign
from minqing.supervision.weak.rules import Tally as Tally

__all__ = [
    "draft_proposal",
    "drafts",
    "note_proposal",
    "organ_of_key",
    "rows_behind",
    "tallies",
    "weak_links",
]
