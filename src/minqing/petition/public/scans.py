"""The verbs of scanned letters: upload, cut, date, settle, and the labels of incoming paper."""

from minqing.petition.intake.barcodes import label_sheet, page_picture
from minqing.petition.intake.cutting import CutProgress, cut_batch, cut_progress, page_problems
from minqing.petition.intake.models import ScanBatch, ScanFile, ScannedLetter
from minqing.petition.intake.scanning import (
    Upload,
    add_letter,
    batch_for,
    batches_of,
    date_letter,
    labels_taken,
    letters_of,
    print_labels,
    resume_cutting,
    scanned_letter_for,
    set_letter_aside,
    settle_letter,
    upload_scans,
)

__all__ = [
    "CutProgress",
    "ScanBatch",
    "ScanFile",
    "ScannedLetter",
    "Upload",
    "add_letter",
    "batch_for",
    "batches_of",
    "cut_batch",
    "cut_progress",
    "date_letter",
    "label_sheet",
    "labels_taken",
    "letters_of",
    "page_picture",
    "page_problems",
    "print_labels",
    "resume_cutting",
    "scanned_letter_for",
    "set_letter_aside",
    "settle_letter",
    "upload_scans",
]
