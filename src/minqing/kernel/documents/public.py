"""The door of the room of papers (文书)."""

from minqing.kernel.documents.actions import deliver_document, issue_document, next_number
from minqing.kernel.documents.models import Delivery, Document, Rendering
from minqing.kernel.documents.queries import delivery_of, documents_of
from minqing.kernel.documents.render import PaperHarmed, pdf_of, preview, rendered_file, slip
from minqing.kernel.documents.rules import (
    KINDS,
    MARKS,
    REQUIRED,
    TITLES,
    WAY_WORDS,
    WORDS,
    DeliveryFacts,
    DeliveryWay,
    DocumentKind,
    delivered_on,
    missing,
    number_text,
)

__all__ = [
    "KINDS",
    "MARKS",
    "REQUIRED",
    "TITLES",
    "WAY_WORDS",
    "WORDS",
    "Delivery",
    "DeliveryFacts",
    "DeliveryWay",
    "Document",
    "DocumentKind",
    "PaperHarmed",
    "Rendering",
    "deliver_document",
    "delivered_on",
    "delivery_of",
    "documents_of",
    "issue_document",
    "missing",
    "next_number",
    "number_text",
    "pdf_of",
    "preview",
    "rendered_file",
    "slip",
]
