"""The door of exchange 互联互通: bringing letters in."""

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
    "Field",
    "ImportRun",
    "Preview",
    "columns_for",
    "confirm_import",
    "import_run_for",
    "import_runs",
    "may_import",
    "preview_letters",
    "rejected_rows_csv",
    "resume_import",
    "run_import",
    "stop_import",
    "upload_letters",
]
