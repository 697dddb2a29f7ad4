"""``minqing recount_funds``: add every fund up again from its bookings; ends with 1 when a 分 is missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from minqing.relief.fund.models import Fund
from minqing.relief.fund.queries import recount
from minqing.relief.fund.rules.money import yuan


class Command(BaseCommand):
    """账目重算."""

    help = "Recount every fund from its bookings, applications, payments and refunds, and compare."

    def handle(self, *_args: object, **_options: Any) -> None:
        """Print how each fund stands; fail when a figure differs."""
        for fund in Fund.objects.order_by("year", "name"):
            said = " ".join(
                f"{word} {yuan(fen)}"
                for word, fen in (
                    ("预算", fund.budget),
                    ("可用", fund.available),
                    ("已批未付", fund.reserved),
                    ("已付", fund.paid),
                    ("已退回", fund.refunded),
                )
            )
            self.stdout.write(f"{fund.year} {fund.name}: {said}")
        differences = recount()
        for each in differences:
            self.stderr.write(f"{each.fund_id} {each.what}: {yuan(each.stored)} ≠ {yuan(each.counted)}")
        if differences:
            raise CommandError("the books do not balance")
        self.stdout.write("账目相符 balanced")
