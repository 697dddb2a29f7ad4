"""The door of the room of text: normalising, segmentation, pinyin."""

from minqing.kernel.text.folding import normalise, simplify
from minqing.kernel.text.pinyin import pinyin_initials, pinyin_sort_key
from minqing.kernel.text.rules import is_han
from minqing.kernel.text.segmentation import add_phrases, bigrams, phrases_from, tokens

__all__ = [
    "add_phrases",
    "bigrams",
    "is_han",
    "normalise",
    "phrases_from",
    "pinyin_initials",
    "pinyin_sort_key",
    "simplify",
    "tokens",
]
