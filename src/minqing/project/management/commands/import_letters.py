"""``minqing import-letters``: bring a sheet of letters in from the command line, just as the page does."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from minqing.exchange.public import (
    Field,
    ImportRun,
    confirm_import,
    preview_letters,
    rejected_rows_csv,
    run_import,
    upload_letters,
)
from minqing.kernel.clock.public import now, today
from minqing.kernel.law.public import Refused
from minqing.kernel.people.public import Account, Actor, Duty, actor_of


class Command(BaseCommand):
    """来信导入."""

    help = "Import a sheet of letters (CSV or Excel); the same file twice makes nothing twice."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--column", action="append", default=[], metavar="FIELD=HEADING")
        parser.add_argument(
            "--missing-day", type=date.fromisoformat, default=None, help="the day of letters that carry none"
        )
        parser.add_argument("--as", dest="username", default="", help="the registrar's account that imports")
        parser.add_argument("--check", action="store_true", help="only tell what would happen")
        parser.add_argument("--rejected", type=Path, default=None, help="where the rejected rows go")

    def handle(self, *args: object, **options: Any) -> None:
        """Upload, preview, confirm and run, telling the progress."""
        del args
        actor = self._actor(options["username"])
        path: Path = options["file"]
        try:
            with path.open("rb") as stream:
                run = self._unfinished(path.name, options) or upload_letters(
                    actor=actor, upload=stream, name=path.name, at=now()
                )
            self._bring_in(actor, run, options)
        except FileNotFoundError as fault:
            raise CommandError(f"找不到文件 {path}") from fault
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal

    def _unfinished(self, name: str, options: dict[str, Any]) -> ImportRun | None:
        """Return a run of this file that was begun and not ended, to be taken up again."""
        if options["check"]:
            return None
        begun = (ImportRun.Status.CONFIRMED, ImportRun.Status.RUNNING)
        return ImportRun.objects.filter(filename=name, status__in=begun).first()

    def _actor(self, username: str) -> Actor:
        accounts = Account.objects.filter(is_active=True)
        if username:
            accounts = accounts.filter(username=username)
        for account in accounts.order_by("username"):
            actor = actor_of(account, today())
            if actor.holds(Duty.REGISTRAR):
                return actor
        raise CommandError("没有可以登记来信的账号；请先建立登记员账号，或用 --as 指定。")

    def _bring_in(self, actor: Actor, run: ImportRun, options: dict[str, Any]) -> None:
        if run.status == ImportRun.Status.UPLOADED:
            chosen = dict(pair.split("=", 1) for pair in options["column"])
            columns = {Field(key): heading for key, heading in chosen.items()} or None
            preview = preview_letters(run, today=today(), columns=columns, missing_day=options["missing_day"])
            for meaning, heading in preview.columns.items():
                self.stdout.write(f"  {meaning:14} ← {heading}")
            self.stdout.write(
                f"共{preview.total}行：可导入{preview.good}，有问题{preview.bad}，文件内重复{preview.twice}，"
                f"按指定日期{preview.days_assumed}"
            )
            for read in preview.problems[:10]:
                words = "；".join(problem.words for problem in read.problems)
                self.stdout.write(f"  第{read.row}行：{words}")
            if options["check"]:
                return
            confirm_import(
                actor=actor,
                run_id=run.id,
                columns=preview.columns,
                missing_day=options["missing_day"],
                at=now(),
                queue=False,
            )
        for state in run_import(actor=actor, run_id=run.id, at=now()):
            self.stdout.write(f"\r  {state.position}/{state.total + 1} 新建{state.made}", ending="")
            self.stdout.flush()
            run = state
        self.stdout.write(f"\n完成：新建{run.made}，已有{run.known}，未导入{run.rejected}")
        if run.rejected and options["rejected"]:
            options["rejected"].write_text("".join(rejected_rows_csv(run)), encoding="utf-8")
            self.stdout.write(f"未导入的行和原因在 {options['rejected']}")
