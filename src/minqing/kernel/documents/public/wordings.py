"""The leaf of fixed sentences (固定用语): read them, word them anew, look back at every version."""

from minqing.kernel.documents.models import Wording
from minqing.kernel.documents.rules import (
    MUST,
    NAMES,
    SENTENCES,
    named_slots,
    shown,
    slots_of,
    stored,
    wording_refusal,
)
from minqing.kernel.documents.wording import change_wording, history_of, words_in_force

__all__ = [
    "MUST",
    "NAMES",
    "SENTENCES",
    "Wording",
    "change_wording",
    "history_of",
    "named_slots",
    "shown",
    "slots_of",
    "stored",
    "wording_refusal",
    "words_in_force",
]
