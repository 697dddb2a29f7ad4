"""``minqing import_holidays 2027.csv --source 文号``: take over a published plan."""

import csv
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from minqing.kernel.clock.actions import CalendarRejected, import_year


class Command(BaseCommand):
    """Import the holidays and swapped workdays of one year."""

    help = (
        "Import a year's plan from a CSV file (day,kind,name; kind 放假 or 调休上班), replacing the old one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file and the notice it was taken from."""
        parser.add_argument("file", type=Path, help="CSV file, UTF-8")
        parser.add_argument("--source", required=True, help="number of the notice (文号)")

    def handle(self, *_args: object, **options: object) -> None:
        """Import the whole plan or, with every fault named, nothing."""
        path = Path(str(options["file"]))
        if not path.is_file():
            raise CommandError(f"没有文件 {path}")
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                done = import_year(csv.DictReader(file), str(options["source"]))
        except UnicodeDecodeError as wrong:
            raise CommandError(f"{path} 不是 UTF-8 编码的文件，请另存为 UTF-8 的 CSV") from wrong
        except CalendarRejected as refused:
            raise CommandError("\n".join(refused.problems)) from refused
        self.stdout.write(
            f"{done.year}年：放假 {done.holidays} 天，调休上班 {done.swapped} 天，替换 {done.replaced} 行"
        )
