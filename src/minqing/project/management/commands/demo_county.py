"""``minqing demo_county``: an invented county with letters at every stage; run again it adds nothing."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from minqing.kernel.clock.public import today
from minqing.kernel.people.public import Organ
from minqing.petition.public import Petition
from minqing.petition.public.closing import CallBackDraw
from minqing.project.demo.chapters import draw_calls
from minqing.project.demo.county import accounts_table, ensure_county, posts_of, read_data
from minqing.project.demo.story import Story
from minqing.project.demo.themes import THEMES


class Command(BaseCommand):
    """演示县."""

    help = "Set up the invented demo county: organs, accounts, and letters at every stage of the path."

    def handle(self, *_args: object, **options: Any) -> None:
        """Make what is missing, print the accounts, and keep them beside the data for ``serve``."""
        desks = ensure_county()
        made = self._tell(today())
        posts = posts_of(today())
        for tell_theme in THEMES:
            tell_theme(today(), posts)
        table = accounts_table(desks)
        note = Path(settings.VAR) / "demo-accounts.txt"
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(f"{table}\n", encoding="utf-8")
        self.stdout.write(f"演示来信 demo letters: +{made}")
        if options["verbosity"]:  # ``serve`` shows the accounts when the address answers
            self.stdout.write(f"\n{table}")

    def _tell(self, day: date) -> int:
        """Tell the letters that are not there yet, the oldest first; return how many."""
        data = read_data("letters.toml")["letters"]
        rows = Petition.objects.filter(source_ref__startswith="demo-")
        known = {ref: (title, key) for ref, title, key in rows.values_list("source_ref", "title", "id")}
        missing = [letter for letter in data if letter["ref"] not in known]
        if not missing:
            return 0
        story = Story(
            today=day,
            organs={organ.code: organ for organ in Organ.objects.select_related("parent")},
            posts=posts_of(day),
            bases=read_data("county.toml")["bases"],
            told=dict(known.values()),
        )
        for number, letter in enumerate(sorted(missing, key=story.received_on), start=1):
            story.tell(letter)
            if number % 10 == 0:
                self.stdout.write(f"  {number}/{len(missing)}")
        if not CallBackDraw.objects.exists():
            draw_calls(day)
        return len(missing)
