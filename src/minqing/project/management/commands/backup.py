"""``minqing backup <file>``: database, attachments and manifest in one file; keys are kept apart."""

from argparse import ArgumentParser
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from minqing.kernel.clock.public import now
from minqing.project import archive


class Command(BaseCommand):
    """Write a backup."""

    help = "备份数据库和附件到一个文件（不含密钥）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file to be written."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the file and name the keys that must be kept apart."""
        target = Path(options["file"]).resolve()
        if target.exists():
            raise CommandError(f"{target} 已存在 · already exists")
        try:
            contents = archive.back_up(
                target,
                database=settings.DATABASES["default"],
                files=Path(settings.MEDIA_ROOT),
                ring=settings.MINQING_KEYS,
                made_at=now().isoformat(),
                version=_version(),
            )
        except (archive.BadArchive, OSError) as fault:
            raise CommandError(str(fault)) from fault
        print(f"已备份 · backed up: {target}，附件 files {contents.files}")
        print(f"密钥须另行保管 · keep these keys apart: {', '.join(contents.key_ids)}")


def _version() -> str:
    try:
        return version("minqing")
    except PackageNotFoundError:  # run from its folder, not installed
        return "source"
