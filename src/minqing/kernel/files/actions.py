"""Takes attachments in (收存附件) and clears away what a killed upload left behind."""

import hashlib
import mmap
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

import structlog
from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage

from minqing.kernel.clock.public import now
from minqing.kernel.files import recognise, rules, storage
from minqing.kernel.files.location import BLANKERS
from minqing.kernel.files.models import StoredFile, path_of
from minqing.kernel.files.rules import LIMITS, MEGABYTE, FileKind, FileType
from minqing.kernel.law.public import Refused

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

log = structlog.get_logger()

Upload: TypeAlias = "BinaryIO | UploadedFile[bytes]"


class Rejected(Refused):
    """The upload is not taken in; ``reason`` says why and what to do, in plain Chinese for the field."""


@dataclass(frozen=True)
class _Received:
    """An upload lying in a temporary file."""

    path: Path
    size: int
    digest: str


def limits() -> dict[FileKind, int]:
    """Return the size limits in bytes: ``LIMITS`` with the overrides of MINQING_FILE_LIMITS_MB."""
    own: dict[str, int] = getattr(settings, "MINQING_FILE_LIMITS_MB", {})
    return {kind: own[kind.value] * MEGABYTE if kind.value in own else size for kind, size in LIMITS.items()}


def take_in(upload: Upload, name: str = "") -> StoredFile:
    """Take an upload in and return its row; the content is streamed, never held whole in memory.

    The type is decided by content and must go with the name's ending; the place of taking is blanked in
    photographs and videos; equal contents are stored once (by SHA-256 of what is stored).  The content lies
    in
    storage, complete and under its digest, before the row is written; the row belongs to the caller's
    transaction.
    A kill leaves at most a temporary file or a content without row, both removed by ``sweep_leftovers``.

    Args:
        upload: anything with ``read`` or Django's upload, read from where it stands.
        name: the name it came with; Django's upload brings its own.

    Raises:
        Rejected: empty, too large, dishonestly named, harmful or unknown content.
    """
    given = name or getattr(upload, "name", None) or ""
    received = _receive(upload, max(limits().values()))
    try:
        found = _accepted(received, given)
        received = _without_location(received, found)
        _put(received)
    finally:
        received.path.unlink(missing_ok=True)
    return StoredFile.objects.create(
        digest=received.digest,
        size=received.size,
        media_type=found.media_type,
        kind=found.kind.value,
        name=rules.safe_name(given, found),
    )


def _blocks(upload: Upload) -> Iterator[bytes]:
    """Yield an upload in blocks of at most one megabyte."""
    while block := upload.read(MEGABYTE):
        yield block


def _receive(upload: Upload, most: int) -> _Received:
    """Write an upload to a temporary file while hashing it; refuse as soon as it is too long or harmful."""
    incoming = Path(storage.local_root()) / "incoming"
    incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    handle, place = tempfile.mkstemp(dir=incoming, prefix="upload-")
    path = Path(place)
    try:
        with os.fdopen(handle, "wb") as target:
            for block in _blocks(upload):
                if size == 0:
                    _refuse(recognise.refused_by_head(block[: recognise.HEAD]))
                size += len(block)
                if size > most:
                    _refuse(f"文件太大，最大不能超过 {most // MEGABYTE} MB。")
                digest.update(block)
                target.write(block)
        if size == 0:
            _refuse(recognise.EMPTY)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return _Received(path, size, digest.hexdigest())


def _refuse(reason: str) -> None:
    """Raise a refusal when there is a reason for one."""
    if reason:
        raise Rejected(reason)


def _accepted(received: _Received, name: str) -> FileType:
    """Return the recognised type of a received content, or refuse it."""
    verdict = recognise.recognise(received.path)
    if verdict.type is None:
        raise Rejected(verdict.reason)
    _refuse(rules.size_verdict(received.size, verdict.type.kind, limits()))
    _refuse(rules.ending_verdict(name, verdict.type))
    return verdict.type


def _without_location(received: _Received, found: FileType) -> _Received:
    """Blank the place of taking in the temporary file and hash it again where something was changed."""
    blanker = BLANKERS.get(found.media_type)
    if blanker is None:
        return received
    with received.path.open("r+b") as opened:
        with mmap.mmap(opened.fileno(), 0) as mapped:
            changed = blanker(mapped)
            mapped.flush()
        if not changed:
            return received
        opened.seek(0)
        return _Received(received.path, received.size, hashlib.file_digest(opened, "sha256").hexdigest())


def _put(received: _Received) -> None:
    """Bring the content durably to its place by digest."""
    place = path_of(received.digest)
    kept = storage.contents()
    if isinstance(kept, FileSystemStorage):
        target = Path(kept.path(place))
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with received.path.open("rb") as opened:
            os.fsync(opened.fileno())
        received.path.chmod(0o600)
        # Also when the content is there already: its new time keeps the sweep from taking it away under us.
        received.path.replace(target)
        return
    if not kept.exists(place):
        with received.path.open("rb") as opened:
            kept.save(place, File(opened, name=place))


def sweep_leftovers(*, older_than_hours: int = 24) -> int:
    """Remove temporary files and contents without a row that are older than the given hours; return how many.

    Contents without a row come from transactions that were rolled back after the upload; on S3 they are
    left to
    the life-cycle rules of the bucket.
    """
    root = Path(storage.local_root())
    before = now().timestamp() - older_than_hours * 3600
    removed = 0
    for path in root.glob("incoming/upload-*"):
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            removed += 1
    for path in root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
        if path.stat().st_mtime < before and not StoredFile.objects.filter(digest=path.name).exists():
            path.unlink(missing_ok=True)
            removed += 1
    log.info("files.swept", removed=removed)
    return removed
