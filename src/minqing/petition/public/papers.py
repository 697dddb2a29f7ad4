"""The leaf of papers: serving them, tries that failed, corrections, consent, what is still to be served."""

from minqing.petition.reads.serving import Served, ServiceLine, batch_papers, due_of, service_of
from minqing.petition.reply.actions.approving import preview_opinion_word
from minqing.petition.reply.actions.serving import (
    ask_for_paper_copy,
    correct_service,
    must_be_served,
    note_failed_service,
    serve_paper,
    served_papers,
    set_delivery_consent,
)

__all__ = [
    "Served",
    "ServiceLine",
    "ask_for_paper_copy",
    "batch_papers",
    "correct_service",
    "due_of",
    "must_be_served",
    "note_failed_service",
    "preview_opinion_word",
    "serve_paper",
    "served_papers",
    "service_of",
    "set_delivery_consent",
]
