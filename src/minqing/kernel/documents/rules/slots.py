"""填充项: slots of fixed sentences as a steward reads and types them, 【复查机关】 for ``{review_organ}``.

Stored are the codes, as ever; the names are for people. Pure.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from minqing.kernel.documents.rules.elements import WORDS
from minqing.kernel.documents.rules.parts import SLOT

_OWN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "approved_by": "批准的负责人",
        "basis_article": "条例的条款",
        "copy_count": "份数",
        "final_organ": "作出复核意见的机关",
        "organ_name": "制发文书的单位",
        "remedy": "救济途径",
    }
)
_NAMED: Final = re.compile(r"【([^【】]{1,40})】")


def slot_word(slot: str) -> str:
    """Return what people call a slot; a slot without a name is called by its code."""
    return _OWN.get(slot) or WORDS.get(slot, slot)


def shown(text: str) -> str:
    """Return a sentence as people read it: ``向{review_organ}请求复查`` as ``向【复查机关】请求复查``."""
    return SLOT.sub(lambda slot: f"【{slot_word(slot[1])}】", text)


def stored(text: str, default: str) -> str:
    """Return a typed sentence with the codes of its slots, each with the words it has when empty.

    ``default`` is the built-in sentence. A name it has no slot for stays as typed, to be refused by name.
    """
    codes = {slot_word(slot[1]): slot[0] for slot in SLOT.finditer(default)}
    return _NAMED.sub(lambda slot: codes.get(slot[1].strip(), slot[0]), text)


def unknown_names(text: str) -> list[str]:
    """Return the names in a stored sentence that stand for no slot, in their order."""
    return list(dict.fromkeys(slot[0] for slot in _NAMED.finditer(text)))


def named_slots(default: str) -> tuple[tuple[str, str], ...]:
    """Return the slots of a built-in sentence as code and name, in the order in which they stand in it."""
    found = dict.fromkeys(slot[1] for slot in SLOT.finditer(default))
    return tuple((slot, slot_word(slot)) for slot in found)
