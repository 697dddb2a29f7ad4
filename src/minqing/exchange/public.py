"""The door of exchange 互联互通: bringing letters in, taking lists out."""

from minqing.exchange.exports.actions import (
    begin_export,
    export_of,
    export_to_write,
    exports_of,
    fail_export,
    finish_export,
    note_progress,
    stop_export,
)
from minqing.exchange.exports.models import ExportRun
from minqing.exchange.exports.rules import SHEET_ROWS, ExportFormat, ExportProgress, ExportState, safe_cell
from minqing.exchange.imports.actions import (
    confirm_import,
    resume_import,
    run_import,
    stop_import,
    upload_letters,
)
from minqing.exchange.imports.models import ImportRun
from minqing.exchange.imports.queries import (
    Preview,
    columns_for,
    import_run_for,
    import_runs,
    may_import,
    preview_letters,
    rejected_rows_csv,
)
from minqing.exchange.imports.rules import Field

__all__ = [
    "SHEET_ROWS",
    "ExportFormat",
    "ExportProgress",
    "ExportRun",
    "ExportState",
    "Field",
    "ImportRun",
    "Preview",
    "begin_export",
    "columns_for",
    "confirm_import",
    "export_of",
    "export_to_write",
    "exports_of",
    "fail_export",
    "finish_export",
    "import_run_for",
    "import_runs",
    "may_import",
    "note_progress",
    "preview_letters",
    "rejected_rows_csv",
    "resume_import",
    "run_import",
    "safe_cell",
    "stop_export",
    "stop_import",
    "upload_letters",
]
