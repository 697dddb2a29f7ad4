"""Reads papers and their deliveries (文书与送达)."""

from uuid import UUID

from django.db.models import QuerySet

from minqing.kernel.documents.models import Delivery, Document


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
