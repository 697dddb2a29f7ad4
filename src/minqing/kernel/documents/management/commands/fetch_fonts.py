"""``minqing fetch_fonts``: fetch the fonts of papers and say which ones papers are set in."""

from typing import Any

from django.core.management.base import BaseCommand

from minqing.kernel.documents.fonts import finding
from minqing.kernel.documents.fonts.fetching import fetch


class Command(BaseCommand):
    """取得公文字体."""

    help = "Fetch 仿宋, 楷体, 宋体, 黑体 for papers into var/fonts"

    def handle(self, *args: Any, **options: Any) -> None:
        """Fetch, then report what is used."""
        del args, options
        fetch(finding.kept_directory(), self.stdout.write)
        finding.fonts.cache_clear()
        finding.roles.cache_clear()
        self.stdout.write(finding.notice())
