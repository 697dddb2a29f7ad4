"""The door of LEDGER: record, read, seal, verify, export."""

from minqing.kernel.ledger.actions import acting_from, record, record_reading, seal_day, seal_until
from minqing.kernel.ledger.bulk import COPY_COLUMNS, Step, entries_for_copy
from minqing.kernel.ledger.exports import Exported, export_ledger
from minqing.kernel.ledger.models import Entry, Seal
from minqing.kernel.ledger.queries import (
    accounts_in,
    entries_by,
    entries_of,
    events_after,
    readings_of,
    verify_all,
    verify_chain,
)
from minqing.kernel.ledger.rules import Event, EventLike, Problem, Report, Stream, UnfitPayload

__all__ = [
    "COPY_COLUMNS",
    "Entry",
    "Event",
    "EventLike",
    "Exported",
    "Problem",
    "Report",
    "Seal",
    "Step",
    "Stream",
    "UnfitPayload",
    "accounts_in",
    "acting_from",
    "entries_by",
    "entries_for_copy",
    "entries_of",
    "events_after",
    "export_ledger",
    "readings_of",
    "record",
    "record_reading",
    "seal_day",
    "seal_until",
    "verify_all",
    "verify_chain",
]
