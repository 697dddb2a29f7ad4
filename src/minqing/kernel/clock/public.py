"""The door of the clock: the present, identifiers, the working calendar and counting."""

from minqing.kernel.clock.actions import (
    CalendarRejected,
    ImportedYear,
    import_published_years,
    import_year,
)
from minqing.kernel.clock.instants import CIVIL_ZONE, civil_day, new_id, now, today
from minqing.kernel.clock.models import HolidayDay
from minqing.kernel.clock.plans import Plan, read_plan
from minqing.kernel.clock.published import published_calendar
from minqing.kernel.clock.queries import calendar, holidays_of, reset_calendar
from minqing.kernel.clock.rules import (
    Count,
    DayKind,
    DayLine,
    Length,
    LineKind,
    MarkedDay,
    Pause,
    WorkCalendar,
    count_days,
)

__all__ = [
    "CIVIL_ZONE",
    "CalendarRejected",
    "Count",
    "DayKind",
    "DayLine",
    "HolidayDay",
    "ImportedYear",
    "Length",
    "LineKind",
    "MarkedDay",
    "Pause",
    "Plan",
    "WorkCalendar",
    "calendar",
    "civil_day",
    "count_days",
    "holidays_of",
    "import_published_years",
    "import_year",
    "new_id",
    "now",
    "published_calendar",
    "read_plan",
    "reset_calendar",
    "today",
]
