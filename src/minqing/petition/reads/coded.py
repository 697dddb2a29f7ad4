"""Finds the matter of a bar code: its own, or that of a paper of it."""

from django.db.models import Q

from minqing.kernel.documents.public import document_coded, keys_of


def coded_matter(code: str) -> Q | None:
    """Return the condition that finds the matter a code stands for; None for what is no code.

    The list it narrows stays the one the actor may see: a code opens nothing.
    """
    keys = keys_of(code)
    if keys is None:
        return None
    return Q(id__range=keys) | Q(id__in=document_coded(code).values("subject_id"))
