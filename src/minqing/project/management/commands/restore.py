"""``minqing restore <file>``: put a backup into an empty installation, after checking all of it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from minqing.project import archive


class Command(BaseCommand):
    """Restore a backup."""

    help = "把备份恢复到一个空的安装；先核对摘要和密钥"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file to be read; ``--check`` only checks it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="只核对，不恢复")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check, refuse a database that holds matters, restore."""
        source = Path(options["file"])
        try:
            contents = archive.inspect(source, ring=settings.MINQING_KEYS)
            if not options["check"]:
                if _holds_matters():
                    raise CommandError("目标数据库已有信访事项，拒绝覆盖 · the database is not empty")
                connection.close()
                archive.restore(
                    source,
                    database=settings.DATABASES["default"],
                    files=Path(settings.MEDIA_ROOT),
                    ring=settings.MINQING_KEYS,
                )
        except archive.BadArchive as fault:
            raise CommandError(str(fault)) from fault
        word = "核对无误 · checked" if options["check"] else "已恢复 · restored"
        print(f"{word}: {contents.made_at}，附件 files {contents.files}")


def _holds_matters() -> bool:
    petition = apps.get_model("petition", "Petition")
    with connection.cursor() as cursor:
        if petition._meta.db_table not in connection.introspection.table_names(cursor):  # noqa: SLF001 - open API
            return False
    return bool(petition._default_manager.exists())  # noqa: SLF001
