"""``minqing rotate_keys``: seal all personal fields anew with the newest key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from minqing.kernel.people.rotation import Rotated, rotate_keys


class Command(BaseCommand):
    """Rotate the key ring; can be stopped and started again at any time."""

    help = "用最新的密钥重新加密全部个人信息字段；可随时中断，再次运行从中断处继续"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the size of a batch."""
        parser.add_argument("--batch", type=int, default=500, help="每批行数，每批一个事务（默认500）")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Rotate and say how far it is after each batch."""

        def say(step: Rotated) -> None:
            self.stdout.write(f"{step.table}：已完成 {step.done} 行，剩余 {step.left} 行")

        total = rotate_keys(batch=options["batch"], progress=say)
        self.stdout.write(self.style.SUCCESS(f"完成，共重新加密 {total} 行"))
