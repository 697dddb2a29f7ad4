"""``minqing stop``: ends whatever ``minqing serve`` started for this data directory."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from minqing.project import supervisor
from minqing.project.embedded import stop_unused


class Command(BaseCommand):
    """Stop the server, the jobs and the embedded database of this data directory."""

    help = "停止网页服务、后台任务和内置数据库"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Stop what runs; say so when nothing does."""
        var = Path(settings.VAR)
        stopped = supervisor.stop_running(var)
        stopped = stop_unused(var) or stopped
        print("已停止 · stopped" if stopped else "没有运行 · nothing is running")
