"""The ``minqing`` command: Django's management commands under one name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command of the project, with the development settings unless others are named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minqing.project.settings.dev")
    execute_from_command_line(sys.argv)
