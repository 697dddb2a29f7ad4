"""Puts a paper together: its plan, its data and the fixed sentences in force become blocks. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from minqing.kernel.documents.rules.elements import title_of
from minqing.kernel.documents.rules.kinds import DocumentKind, Layout
from minqing.kernel.documents.rules.parts import Block, made_of
from minqing.kernel.documents.rules.plans import PLANS
from minqing.kernel.documents.rules.sentences import SENTENCES
from minqing.kernel.documents.rules.table import KINDS

_K = DocumentKind
# Forms and agreements that carry the organ's seal besides what is sent out as notice or letter.
_SEALED: Final = frozenset({_K.RECEIPT, _K.DELIVERY_RECEIPT, _K.EXTENSION_APPROVAL, _K.MEDIATION_AGREEMENT})
_UNSEALED: Final = frozenset({_K.REVIEW_APPLICATION})


def sealed(kind: DocumentKind) -> bool:
    """Return whether a place for the organ's seal is kept free."""
    sent = KINDS[kind].layout in {Layout.NOTICE, Layout.LETTER}
    return (sent or kind in _SEALED) and kind not in _UNSEALED


def blocks_of(
    kind: DocumentKind, data: Mapping[str, Any], words: Mapping[str, str] | None = None
) -> tuple[Block, ...]:
    """Return the blocks of a paper; ``words`` are the sentences in force where they differ from our own."""
    shown = dict(data)
    # What is said only when something else is not.
    if data.get("mode") != "assign":
        shown["transferred"] = "yes"
    if data.get("level") != "final_review":
        shown["first"] = "yes"
    if not data.get("study"):
        shown["decided_now"] = "yes"
    return made_of(PLANS[kind], shown, {**SENTENCES[kind], **(words or {})})


def sheet_of(
    kind: DocumentKind, data: Mapping[str, Any], words: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return everything a setter (PDF or Word) needs of a paper, as JSON values."""
    return {
        "layout": KINDS[kind].layout.value,
        "sealed": sealed(kind),
        "title": data.get("title") or title_of(kind, data),
        "blocks": [block.told() for block in blocks_of(kind, data, words)],
    }
