"""Reads attachments (附件)."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minqing.kernel.files import storage
from minqing.kernel.files.models import StoredFile
from minqing.kernel.files.rules import MEGABYTE

if TYPE_CHECKING:
    from django.core.files import File


def open_file(file: StoredFile) -> "File[bytes]":
    """Return the content opened for reading from its start; the caller closes it.

    Who may see it is decided by the room the file belongs to, before this is called.

    Raises:
        FileNotFoundError: the content is missing from storage.
    """
    return storage.contents().open(file.path, "rb")


def blocks_of(file: StoredFile) -> Iterator[bytes]:
    """Yield the content in blocks of at most one megabyte, for a streamed download."""
    with open_file(file) as opened:
        while block := opened.read(MEGABYTE):
            yield block


def is_unharmed(file: StoredFile) -> bool:
    """Return whether the content in storage still has the digest recorded when it was taken in."""
    digest = hashlib.sha256()
    try:
        for block in blocks_of(file):
            digest.update(block)
    except FileNotFoundError:
        return False
    return digest.hexdigest() == file.digest
