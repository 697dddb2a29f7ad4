"""Reads papers and their deliveries (文书与送达)."""

from uuid import UUID

from django.db.models import QuerySet

from minqing.kernel.documents import barcodes
from minqing.kernel.documents.models import Delivery, DeliveryAttempt, DeliveryCorrection, Document


def documents_of(subject_id: UUID) -> QuerySet[Document]:
    """Return the papers of a subject in the order of issue, each with its rendering and delivery."""
    return (
        Document.objects.filter(subject_id=subject_id)
        .select_related("organ", "rendering", "delivery")
        .order_by("id")
    )


def delivery_of(document: Document) -> Delivery | None:
    """Return the delivery of a paper, or None while it has not been recorded."""
    return Delivery.objects.filter(document=document).first()


def document_coded(code: str) -> QuerySet[Document]:
    """Return the papers a bar code stands for (two only of the same millisecond); none for no code."""
    keys = barcodes.keys_of(code)
    return Document.objects.filter(id__range=keys) if keys else Document.objects.none()


def tries_of(subject_id: UUID) -> tuple[list[DeliveryAttempt], list[DeliveryCorrection]]:
    """Return the failed tries and the corrections of a subject's deliveries, in order; two queries."""
    tries = DeliveryAttempt.objects.filter(document__subject_id=subject_id).select_related("document")
    corrected = DeliveryCorrection.objects.filter(delivery__document__subject_id=subject_id)
    return (
        list(tries.order_by("id")),
        list(corrected.select_related("delivery__document").order_by("id")),
    )
