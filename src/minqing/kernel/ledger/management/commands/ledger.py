"""``minqing ledger verify|export|seal``: check, hand out and seal the ledger."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from minqing.kernel.clock.public import today
from minqing.kernel.ledger.actions import seal_until
from minqing.kernel.ledger.exports import export_ledger
from minqing.kernel.ledger.queries import verify_all, verify_chain


class Command(BaseCommand):
    """Verify, export or seal."""

    help = "留痕：核验、导出、封存"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one of three verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True, parser_class=ArgumentParser)
        verify = verbs.add_parser("verify", help="核验全部记录与封存；发现问题时退出码为1")
        verify.add_argument("--chain", type=UUID, default=None, help="只核验一条链（事项编号的UUID）")
        export = verbs.add_parser("export", help="导出为 JSON Lines，可用 tools/verify_ledger.py 独立核验")
        export.add_argument("path", help="文件名")
        verbs.add_parser("seal", help="封存截至昨天的记录，并显示封存摘要")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what the verb says."""
        match options["verb"]:
            case "verify":
                self._verify(options["chain"])
            case "export":
                done = export_ledger(
                    options["path"], progress=lambda lines: self.stderr.write(f"已写出 {lines} 行")
                )
                self.stdout.write(f"已导出记录 {done.entries} 条、封存 {done.seals} 次：{options['path']}")
            case _:
                seals = seal_until(today() - timedelta(days=1))
                for seal in seals:
                    self.stdout.write(f"{seal.day} 已封存 {seal.heads} 条链，摘要 {bytes(seal.digest).hex()}")
                if not seals:
                    self.stdout.write("没有需要封存的日期")

    def _verify(self, chain: UUID | None) -> None:
        """Check one chain or all, print every problem, and fail if there is one."""
        report = verify_chain(chain) if chain else verify_all()
        for problem in report.problems:
            self.stderr.write(str(problem))
        words = f"核验记录 {report.entries} 条、链 {report.chains} 条、封存 {report.seals} 次"
        if not report.ok:
            raise CommandError(f"{words}，发现问题 {len(report.problems)} 处")
        self.stdout.write(self.style.SUCCESS(f"{words}，全部无误"))
