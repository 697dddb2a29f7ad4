"""The door of LEDGER: record, read, seal, verify, export."""

from minqing.kernel.ledger.actions import record, record_reading, seal_day, seal_until
from minqing.kernel.ledger.models import Entry, Seal
from minqing.kernel.ledger.queries import (
    entries_by,
    entries_of,
    events_after,
    readings_of,
    verify_all,
    verify_chain,
)
from minqing.kernel.ledger.rules import Event, EventLike, Problem, Report, UnfitPayload

__all__ = [
    "Entry",
    "Event",
    "EventLike",
    "Problem",
    "Report",
    "Seal",
    "UnfitPayload",
    "entries_by",
    "entries_of",
    "events_after",
    "readings_of",
    "record",
    "record_reading",
    "seal_day",
    "seal_until",
    "verify_all",
    "verify_chain",
]
