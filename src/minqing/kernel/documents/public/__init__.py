"""The door of the room of papers (文书)."""

from minqing.kernel.documents.actions import deliver_document, issue_document, next_number
from minqing.kernel.documents.barcodes import code_of, keys_of
from minqing.kernel.documents.batch import bound
from minqing.kernel.documents.models import Delivery, DeliveryAttempt, DeliveryCorrection, Document, Rendering
from minqing.kernel.documents.queries import delivery_of, document_coded, documents_of, tries_of, with_tries
from minqing.kernel.documents.render import PaperHarmed, blank_receipt, pdf_of, preview, rendered_file, slip
from minqing.kernel.documents.rules import (
    KINDS,
    MARKS,
    NEXT_WAYS,
    OUTCOME_WORDS,
    REQUIRED,
    TITLES,
    WAY_WORDS,
    WORDS,
    Addressee,
    DeliveryFacts,
    DeliveryWay,
    DocumentKind,
    Outcome,
    announcement_refusal,
    delivered_on,
    missing,
    number_text,
)
from minqing.kernel.documents.serving import correct_delivery, record_attempt
from minqing.kernel.documents.word.filling import MEDIA_TYPE as WORD_TYPE
from minqing.kernel.documents.word.filling import draft_word, word_of

__all__ = [
    "KINDS",
    "MARKS",
    "NEXT_WAYS",
    "OUTCOME_WORDS",
    "REQUIRED",
    "TITLES",
    "WAY_WORDS",
    "WORDS",
    "WORD_TYPE",
    "Addressee",
    "Delivery",
    "DeliveryAttempt",
    "DeliveryCorrection",
    "DeliveryFacts",
    "DeliveryWay",
    "Document",
    "DocumentKind",
    "Outcome",
    "PaperHarmed",
    "Rendering",
    "announcement_refusal",
    "blank_receipt",
    "bound",
    "code_of",
    "correct_delivery",
    "deliver_document",
    "delivered_on",
    "delivery_of",
    "document_coded",
    "documents_of",
    "draft_word",
    "issue_document",
    "keys_of",
    "missing",
    "next_number",
    "number_text",
    "pdf_of",
    "preview",
    "record_attempt",
    "rendered_file",
    "slip",
    "tries_of",
    "with_tries",
    "word_of",
]
