"""What an export may be and how a cell is written so that a spreadsheet does not run it.

Pure. Articles: 《个人信息保护法》51 (only what the purpose needs, with a record of each reading).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class ExportState(StrEnum):
    """How far an export has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class ExportFormat(StrEnum):
    """Which file an export becomes."""

    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


OPEN: Final = frozenset({ExportState.WAITING, ExportState.RUNNING})

# An Excel sheet ends at this row (ECMA-376); a longer export continues on the next sheet.
SHEET_ROWS: Final = 1_048_576

# Characters, half and full width, with which Excel, WPS and LibreOffice begin a formula
# (OWASP, CSV Injection).
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How much is written of how much."""

    written: int
    total: int

    @property
    def percent(self) -> int:
        """Whole percent, 100 when there was nothing to write."""
        return 100 if self.total <= 0 else min(100, self.written * 100 // self.total)


def safe_cell(text: str) -> str:
    """Return the text with an apostrophe before anything a spreadsheet would take for a formula.

    Example: ``=cmd|' /C calc'!A0`` -> ``'=cmd|' /C calc'!A0``. What XML cannot hold is left out.
    """
    clean = "".join(c for c in text if c in "\t\n\r" or ord(c) >= 32)  # noqa: PLR2004 - the first printable
    return "'" + clean if clean.startswith(_FORMULA_STARTS) else clean
