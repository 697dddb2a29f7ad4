"""Tables of the working calendar: only the days that differ from the plain week."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from minqing.kernel.clock.rules import DayKind


class HolidayDay(models.Model):
    """节假日安排: one day the published plan of a year sets apart, with the source it was taken from.

    ``plan_year`` is the year of the plan; a plan may reach into the December before (31 December 2018 was
    free by the plan of 2019).  A year with a plan is a published year; its rows are replaced together.
    """

    class Kind(models.TextChoices):
        """Only the two kinds a plan names."""

        HOLIDAY = DayKind.HOLIDAY.value, _("放假")
        SWAPPED = DayKind.SWAPPED.value, _("调休上班")

    day = models.DateField(_("日期"), primary_key=True)
    plan_year = models.PositiveSmallIntegerField(_("安排年份"), db_index=True)
    kind = models.CharField(_("类别"), max_length=16, choices=Kind.choices)
    name = models.CharField(_("节日"), max_length=40)
    source = models.CharField(_("依据"), max_length=200)
    recorded_at = models.DateTimeField(_("录入时间"))

    class Meta:
        verbose_name = _("节假日安排")
        verbose_name_plural = _("节假日安排")
        ordering: ClassVar[list[str]] = ["day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[DayKind.HOLIDAY.value, DayKind.SWAPPED.value]),
                name="clock_holidayday_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name} {self.kind}"
