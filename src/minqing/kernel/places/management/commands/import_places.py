"""``minqing import_places [file.csv]``: take in administrative divisions."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from minqing.kernel.places.actions import import_divisions
from minqing.kernel.places.packaged import packaged_divisions


class Command(BaseCommand):
    """Import divisions from a CSV file with the columns code, name and, if you like, level."""

    help = "Import administrative divisions (code,name[,level]); without a file the demo county. Idempotent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One optional file."""
        parser.add_argument("file", nargs="?", type=Path, help="CSV file, UTF-8")

    def handle(self, *_args: object, **options: object) -> None:
        """Import, print what happened and every refused row; fails when a row was refused."""
        chosen = options["file"]
        path = chosen if isinstance(chosen, Path) else packaged_divisions()
        if not path.is_file():
            raise CommandError(f"没有文件 {path}")
        try:
            report = import_divisions(path)
        except UnicodeDecodeError as wrong:
            raise CommandError(f"{path} 不是 UTF-8 编码的文件，请另存为 UTF-8 的 CSV") from wrong
        self.stdout.write(report.summary)
        for bad in report.bad:
            self.stderr.write(f"第{bad.line}行 {bad.code} {bad.name}：{bad.reason}")
        if report.bad:
            raise CommandError(f"{len(report.bad)} 行未导入，其余已导入")
