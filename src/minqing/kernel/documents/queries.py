"""Reads papers and their deliveries (文书与送达)."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

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


def with_tries(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Return the papers knowing if a try failed (``tried``) or a delivery was put right (``corrected``)."""
    return documents.annotate(
        tried=Exists(DeliveryAttempt.objects.filter(document=OuterRef("pk"))),
        corrected=Exists(DeliveryCorrection.objects.filter(delivery__document=OuterRef("pk"))),
    )


def tries_of(documents: Sequence[Document]) -> tuple[list[DeliveryAttempt], list[DeliveryCorrection]]:
    """Return the failed tries and the corrections of papers from ``with_tries``, in order.

    One query for each of the two that has something to read: most papers reach their recipient at once.
    """
    tried = [each.pk for each in documents if getattr(each, "tried", True)]
    put_right = [each.pk for each in documents if getattr(each, "corrected", True)]
    tries = DeliveryAttempt.objects.filter(document__in=tried).select_related("document")
    corrected = DeliveryCorrection.objects.filter(delivery__document__in=put_right)
    return (
        list(tries.order_by("id")) if tried else [],
        list(corrected.select_related("delivery__document").order_by("id")) if put_right else [],
    )
