"""The door of the room of attachments (附件)."""

from minqing.kernel.files.actions import Rejected, limits, sweep_leftovers, take_in
from minqing.kernel.files.models import StoredFile
from minqing.kernel.files.queries import blocks_of, is_unharmed, open_file
from minqing.kernel.files.reading import words_of
from minqing.kernel.files.rules import KIND_WORDS, LIMITS, WELCOME, FileKind

__all__ = [
    "KIND_WORDS",
    "LIMITS",
    "WELCOME",
    "FileKind",
    "Rejected",
    "StoredFile",
    "blocks_of",
    "is_unharmed",
    "limits",
    "open_file",
    "sweep_leftovers",
    "take_in",
    "words_of",
]
