"""A leaf of the reception room's door: the leaders' days. The kiosk reads ``rota_between``.

``__all__`` is the contract of verbs and reads; their types are re-exported beside it under their own names.
"""

from minqing.reception.days.actions.booking import BookingDraft as BookingDraft
from minqing.reception.days.actions.booking import book_leader, cancel_booking, check_in_booking
from minqing.reception.days.actions.planning import DayDraft as DayDraft
from minqing.reception.days.actions.planning import MonthMade as MonthMade
from minqing.reception.days.actions.planning import RotationDraft as RotationDraft
from minqing.reception.days.actions.planning import (
    cancel_day,
    cover_day,
    generate_month,
    publish_month,
    save_portfolio,
    set_leader_day,
)
from minqing.reception.days.actions.receiving import RecordDraft as RecordDraft
from minqing.reception.days.actions.receiving import Visitor as Visitor
from minqing.reception.days.actions.receiving import (
    confirm_instruction,
    give_instruction,
    link_record,
    note_progress,
    record_reception,
    report_instruction,
    send_back_instruction,
)
from minqing.reception.days.actions.swapping import answer_swap, ask_swap
from minqing.reception.days.gate import Doing as Doing
from minqing.reception.days.gate import (
    carries_out,
    day_for,
    organs_planned_by,
    record_for,
    records_for,
    stands_for,
)
from minqing.reception.days.models import DayBooking as DayBooking
from minqing.reception.days.models import Instruction as Instruction
from minqing.reception.days.models import LeaderDay as LeaderDay
from minqing.reception.days.models import Portfolio as Portfolio
from minqing.reception.days.models import ReceptionRecord as ReceptionRecord
from minqing.reception.days.models import Rotation as Rotation
from minqing.reception.days.queries import OnDuty as OnDuty
from minqing.reception.days.queries import PlanLine as PlanLine
from minqing.reception.days.queries import (
    bookings_of,
    day_for_code,
    days_to_swap,
    free_slots,
    gaps_of,
    instructions_about,
    leaders_of,
    month_plan,
    my_days,
    open_swaps,
    others_for,
    owners_on,
    published_day,
    rota_between,
    rotation_of,
    running_instructions,
)
from minqing.reception.days.rules.booking import NOT_TAKEN as NOT_TAKEN
from minqing.reception.days.rules.booking import STAGE_WORDS as STAGE_WORDS
from minqing.reception.days.rules.booking import TAKEN as TAKEN
from minqing.reception.days.rules.booking import Stage as Stage
from minqing.reception.days.rules.following import DEFAULT_WORKDAYS as DEFAULT_WORKDAYS
from minqing.reception.days.rules.following import STANDING_WORDS as STANDING_WORDS
from minqing.reception.days.rules.following import STEP_WORDS as STEP_WORDS
from minqing.reception.days.rules.following import Standing as Standing
from minqing.reception.days.rules.following import Step as Step
from minqing.reception.days.rules.rota import KIND_WORDS as KIND_WORDS
from minqing.reception.days.rules.rota import RHYTHM_WORDS as RHYTHM_WORDS
from minqing.reception.days.rules.rota import Kind as Kind
from minqing.reception.days.rules.rota import Rhythm as Rhythm
from minqing.reception.days.rules.rota import month_beside as month_beside

__all__ = [
    "answer_swap",
    "ask_swap",
    "book_leader",
    "bookings_of",
    "cancel_booking",
    "cancel_day",
    "carries_out",
    "check_in_booking",
    "confirm_instruction",
    "cover_day",
    "day_for",
    "day_for_code",
    "days_to_swap",
    "free_slots",
    "gaps_of",
    "generate_month",
    "give_instruction",
    "instructions_about",
    "leaders_of",
    "link_record",
    "month_plan",
    "my_days",
    "note_progress",
    "open_swaps",
    "organs_planned_by",
    "others_for",
    "owners_on",
    "publish_month",
    "published_day",
    "record_for",
    "record_reception",
    "records_for",
    "report_instruction",
    "rota_between",
    "rotation_of",
    "running_instructions",
    "save_portfolio",
    "send_back_instruction",
    "set_leader_day",
    "stands_for",
]
