"""The ``minqing`` command: Django's management commands under one name, with the database running."""

import os
import signal
import sys
from pathlib import Path
from types import FrameType

from django.core.management import execute_from_command_line

from minqing.project.database import DatabaseUnavailable, ensure_database

# These neither read nor write the database, or start it by themselves.
WITHOUT_DATABASE = frozenset(
    {
        "help",
        "version",
        "check",
        "collectstatic",
        "compilemessages",
        "makemessages",
        "diffsettings",
        "stop",
        "serve",
    }
)


def main() -> None:
    """Run one command of the project, with the development settings unless others are named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minqing.project.settings.dev")
    # ``minqing import-letters`` is spelled like every other command of a system; modules cannot be.
    sys.argv[1:2] = [word if word.startswith("-") else word.replace("-", "_") for word in sys.argv[1:2]]
    # Told to end, it ends as by Ctrl-C: what it started is stopped on the way out.
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, _end)
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command.startswith("-") or command in WITHOUT_DATABASE or "--help" in sys.argv:
        execute_from_command_line(sys.argv)
        return
    try:
        cluster = ensure_database(data_directory())
    except DatabaseUnavailable as unavailable:
        sys.exit(str(unavailable))
    try:
        execute_from_command_line(sys.argv)
    finally:
        if cluster is not None:
            cluster.release()


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def data_directory() -> Path:
    """Return the data directory of this installation, as the settings name it."""
    repository = Path(__file__).resolve().parents[3]
    return Path(os.environ.get("MINQING_VAR", str(repository / "var"))).resolve()


if __name__ == "__main__":
    main()
