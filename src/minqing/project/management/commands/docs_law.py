"""``minqing docs_law``: print the law as the program has it, and the counting of days, into docs/law."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from minqing.kernel.clock.pages import counting_page
from minqing.kernel.clock.published import published_calendar
from minqing.kernel.law.public import GENERATED, all_profiles, law_pages
from minqing.project.law.access import access_page
from minqing.project.law.refusals import refusals_page
from minqing.project.law.tables import effects_page, moves_page, papers_page, ways_page


def pages() -> dict[str, str]:
    """Return every page by its file's name."""
    return law_pages(all_profiles()) | {
        "access.md": access_page(),
        "counting.md": counting_page(published_calendar(), GENERATED),
        "effects.md": effects_page(),
        "moves.md": moves_page(),
        "papers.md": papers_page(),
        "refusals.md": refusals_page(),
        "ways.md": ways_page(),
    }


class Command(BaseCommand):
    """Write docs/law from the profiles, or with --check tell whether it is up to date."""

    help = "Generate docs/law from the rule profiles; --check only compares."
    requires_system_checks = ()  # the pages depend on the data alone

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and whether only to compare."""
        parser.add_argument("--to", type=Path, default=Path(settings.REPOSITORY) / "docs" / "law")
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: object, **options: object) -> None:
        """Write every page, remove pages of profiles that are gone; fails under --check when they differ."""
        folder = options["to"]
        if not isinstance(folder, Path):
            raise CommandError("--to needs a folder")
        wanted = pages()
        held = {page.name: page.read_text(encoding="utf-8") for page in folder.glob("*.md")}
        differing = sorted(name for name in wanted.keys() | held.keys() if wanted.get(name) != held.get(name))
        if options["check"]:
            if differing:
                raise CommandError(f"docs/law 与数据不一致，请运行 minqing docs_law：{'、'.join(differing)}")
            return
        folder.mkdir(parents=True, exist_ok=True)
        for name in differing:
            if name in wanted:
                (folder / name).write_text(wanted[name], encoding="utf-8")
            else:
                (folder / name).unlink()
        self.stdout.write(f"docs/law：{len(differing)} 页有变化")
