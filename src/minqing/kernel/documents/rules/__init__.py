"""What each paper (文书) must contain, how it is numbered, and on which day it counts as delivered (送达).

``kinds`` the kinds and the shape of a row; ``table`` the rows; ``elements`` words and gaps; ``delivery`` the
ways of 送达. Pure.
"""

from minqing.kernel.documents.rules.composing import blocks_of, sealed, sheet_of
from minqing.kernel.documents.rules.delivery import (
    DELIVERY_BASIS,
    NEXT_WAYS,
    OUTCOME_WORDS,
    WAY_WORDS,
    DeliveryFacts,
    DeliveryWay,
    Outcome,
    announcement_refusal,
    attempt_refusal,
    delivered_on,
    delivery_refusal,
)
from minqing.kernel.documents.rules.elements import ROWS, WORDS, missing, number_text, required_of, title_of
from minqing.kernel.documents.rules.kinds import Addressee, DocumentKind, Kind, Layout, When
from minqing.kernel.documents.rules.parts import Block, printed
from minqing.kernel.documents.rules.sentences import (
    MUST,
    NAMES,
    NEVER,
    SENTENCES,
    slots_of,
    wording_refusal,
)
from minqing.kernel.documents.rules.slots import named_slots, shown, stored
from minqing.kernel.documents.rules.table import KINDS, REQUIRED
from minqing.kernel.documents.rules.titles import MARKS, TITLES

# Articles that ask for each paper, as numbers of their source.
BASIS: dict[DocumentKind, str] = {kind: row.basis.number for kind, row in KINDS.items()}

__all__ = [
    "BASIS",
    "DELIVERY_BASIS",
    "KINDS",
    "MARKS",
    "MUST",
    "NAMES",
    "NEVER",
    "NEXT_WAYS",
    "OUTCOME_WORDS",
    "REQUIRED",
    "ROWS",
    "SENTENCES",
    "TITLES",
    "WAY_WORDS",
    "WORDS",
    "Addressee",
    "Block",
    "DeliveryFacts",
    "DeliveryWay",
    "DocumentKind",
    "Kind",
    "Layout",
    "Outcome",
    "When",
    "announcement_refusal",
    "attempt_refusal",
    "blocks_of",
    "delivered_on",
    "delivery_refusal",
    "missing",
    "named_slots",
    "number_text",
    "printed",
    "required_of",
    "sealed",
    "sheet_of",
    "shown",
    "slots_of",
    "stored",
    "title_of",
    "wording_refusal",
]
