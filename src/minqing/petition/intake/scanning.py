"""来信批量登记: scans are kept first, cut into letters by their barcodes, and taken down one by one.

Nothing is lost when interrupted: each uploaded file is stored before anything is read from it, the reading is
a queued work of its own (``cutting``), and a letter waits until somebody settles it.

Articles: 信访工作条例 17, 22(1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from minqing.kernel.clock.public import civil_day, new_id
from minqing.kernel.documents.public import next_number
from minqing.kernel.files.public import take_in
from minqing.kernel.law.public import Article, Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty
from minqing.petition.intake.actions import add_material
from minqing.petition.intake.cutting import queue_cutting
from minqing.petition.intake.events import LabelsPrinted, ScanSettled, ScansUploaded
from minqing.petition.intake.label_rules import label_text
from minqing.petition.intake.models import Arrival, ScanBatch, ScanFile, ScannedLetter
from minqing.petition.intake.rules import EARLIEST
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.rules import REGULATION
from minqing.petition.matter.steps import account_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LETTERS: Final = Article(REGULATION, "17(1)")
LABELS_MAX: Final = 200
FILES_MAX: Final = 50
UNKNOWN: Final = "没有这个批次，或者您无权查看。"


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it was handed over."""

    content: "BinaryIO | UploadedFile[Any]"
    name: str


def _desk(actor: Actor) -> UUID:
    """Return the organ whose letters the actor opens."""
    own = sorted(actor.organ_ids(Duty.REGISTRAR))
    if actor.account_id is None or not own:
        raise NotAllowed("只有登记员可以登记来信。")
    return own[0]


def upload_scans(*, actor: Actor, uploads: Sequence[Upload], received_on: date, at: datetime) -> ScanBatch:
    """收存扫描件: a stack of scanned letters that came in on one day; reading them is queued, not done here.

    Records ``petition.scans_uploaded``. Refused without files, with a day to come, or a file that may not be
    taken in at all (``files.Rejected``); then nothing of the upload is kept.
    """
    organ_id = _desk(actor)
    if not uploads:
        raise Incomplete("请选择要上传的扫描件。", LETTERS)
    if len(uploads) > FILES_MAX:
        raise Incomplete(f"一次最多上传{FILES_MAX}个文件。", LETTERS)
    if received_on > civil_day(at):
        raise Incomplete("收到日期不能晚于今天。", LETTERS)
    if received_on < EARLIEST:
        raise Incomplete("收到日期太早，请核对年份。", LETTERS)
    with transaction.atomic():
        batch = ScanBatch.objects.create(
            organ_id=organ_id, by_id=account_of(actor), received_on=received_on, at=at
        )
        stored = [take_in(each.content, each.name) for each in uploads]
        ScanFile.objects.bulk_create(
            [
                ScanFile(id=new_id(), batch=batch, file=file, name=each.name[:255])
                for file, each in zip(stored, uploads, strict=True)
            ]
        )
        event = ScansUploaded(
            files=len(stored), digests=tuple(file.digest for file in stored), received_on=received_on
        )
        record(actor=actor, chain=batch.id, event=event, at=at)
        queue_cutting(batch.id)
    return batch


def resume_cutting(*, actor: Actor, batch_id: UUID) -> ScanBatch:
    """接着分信: queue what is not cut yet once more; does no harm while the first job still works on it."""
    with transaction.atomic():
        batch = batch_for(actor, batch_id)
        queue_cutting(batch.id)
    return batch


def date_letter(
    *, actor: Actor, letter_id: UUID, posted_on: date | None, received_on: date, at: datetime
) -> ScannedLetter:
    """填邮戳日期: the day of posting and of receipt of a scanned letter, kept until it is taken down."""
    with transaction.atomic():
        letter = scanned_letter_for(actor, letter_id, lock=True)
        if letter.done_at is not None:
            raise Conflict("这封信已经处理过了。", LETTERS)
        if received_on > civil_day(at):
            raise Incomplete("收到日期不能晚于今天。", LETTERS)
        if posted_on is not None and posted_on > received_on:
            raise Incomplete("寄出日期（邮戳）不能晚于收到日期，请核对。", LETTERS)
        letter.posted_on, letter.received_on = posted_on, received_on
        letter.save(update_fields=["posted_on", "received_on"])
    return letter


def settle_letter(*, actor: Actor, letter_id: UUID, petition_id: UUID, at: datetime) -> ScannedLetter:
    """已录入: a scanned letter has become a matter (or was found to be one already)."""
    return _settled(actor, letter_id, petition_id, "", at)


def add_letter(*, actor: Actor, letter_id: UUID, petition_id: UUID, at: datetime) -> ScannedLetter:
    """并入: a scanned letter is more material of a matter that is there; its pages are added to that file."""
    with transaction.atomic():
        letter = scanned_letter_for(actor, letter_id)
        add_material(
            actor=actor,
            petition_id=petition_id,
            text="来信补充材料（扫描件）",
            file_ids=(letter.file_id,),
            at=at,
        )
        return _settled(actor, letter_id, petition_id, "", at, added=True)


def set_letter_aside(*, actor: Actor, letter_id: UUID, reason: str, at: datetime) -> ScannedLetter:
    """不另登记: not a petition (an advertisement, a blank page, a second scan), with the reason."""
    if not reason.strip():
        raise Incomplete("请写明为什么不登记；凡是信访事项都应当登记。", Article(REGULATION, "22(1)"))
    return _settled(actor, letter_id, None, reason, at)


def _settled(
    actor: Actor, letter_id: UUID, petition_id: UUID | None, reason: str, at: datetime, *, added: bool = False
) -> ScannedLetter:
    with transaction.atomic():
        letter = scanned_letter_for(actor, letter_id, lock=True)
        if letter.done_at is not None:
            if petition_id is not None and letter.petition_id == petition_id:
                return letter
            raise Conflict("这封信已经处理过了。", LETTERS)
        letter.petition_id, letter.set_aside, letter.done_at = petition_id, reason.strip()[:200], at
        letter.save(update_fields=["petition", "set_aside", "done_at"])
        event = ScanSettled(
            letter_id=letter.id,
            petition_id=petition_id,
            added=added,
            reason_digest=digest_of(reason) if reason else "",
        )
        record(actor=actor, chain=letter.batch_id, event=event, at=at)
    return letter


def print_labels(*, actor: Actor, count: int, at: datetime) -> tuple[str, ...]:
    """打印条码: the next numbers for incoming paper, each given out once; gaps tell of lost labels.

    Records ``petition.labels_printed``.
    """
    organ_id = _desk(actor)
    if not 1 <= count <= LABELS_MAX:
        raise Incomplete(f"一次打印1至{LABELS_MAX}张。", LETTERS)
    year = civil_day(at).year
    with transaction.atomic():
        labels = tuple(label_text(year, next_number("label", year)) for _number in range(count))
        event = LabelsPrinted(first=labels[0], last=labels[-1])
        record(actor=actor, chain=organ_id, event=event, at=at)
    return labels


# --- reads ----------------------------------------------------------------------------------------------


def batches_of(actor: Actor) -> QuerySet[ScanBatch]:
    """Return the batches of the actor's organs, the newest first, each with its counts."""
    mine = ScanBatch.objects.filter(organ_id__in=sorted(actor.organ_ids(Duty.REGISTRAR)))
    return (
        mine.select_related("by")
        .annotate(
            count=Count("letters", distinct=True),
            waiting=Count("letters", filter=Q(letters__done_at=None), distinct=True),
            uncut=Count("files", filter=Q(files__cut_at=None), distinct=True),
        )
        .order_by("-id")
    )


def batch_for(actor: Actor, batch_id: UUID) -> ScanBatch:
    """Return a batch of the actor's organs; the same words for an unknown one and a foreign one."""
    found = batches_of(actor).filter(pk=batch_id).first()
    if found is None:
        raise NotAllowed(UNKNOWN)
    return found


def letters_of(batch: ScanBatch) -> QuerySet[ScannedLetter]:
    """Return the letters of a batch in their order, with what they became."""
    return batch.letters.select_related("petition", "source", "file").order_by("seq")


def scanned_letter_for(actor: Actor, letter_id: UUID, *, lock: bool = False) -> ScannedLetter:
    """Return a scanned letter of the actor's organs."""
    rows = ScannedLetter.objects.select_related("file", "batch")
    if lock:
        rows = rows.select_for_update(of=("self",))
    organs = sorted(actor.organ_ids(Duty.REGISTRAR))
    found = rows.filter(pk=letter_id, batch__organ_id__in=organs).first()
    if found is None:
        raise NotAllowed(UNKNOWN)
    return found


def labels_taken(labels: Sequence[str]) -> frozenset[str]:
    """Return which of these barcodes a matter has already."""
    wanted = [label for label in labels if label]
    return frozenset(Arrival.objects.filter(label__in=wanted).values_list("label", flat=True))
