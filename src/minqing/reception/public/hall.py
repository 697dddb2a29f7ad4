"""A leaf of the reception room's door: the hall, its numbers and calls.

``__all__`` is the contract of verbs and reads; their types are re-exported beside it under their own names.
"""

from minqing.reception.hall.actions.calls import (
    add_ticket_note,
    begin_talk,
    call_next,
    call_number,
    finish_number,
    hold_number,
    leave,
    link_number,
    pass_on,
    recall_number,
    return_number,
    skip_number,
)
from minqing.reception.hall.actions.day import close_day, open_day
from minqing.reception.hall.actions.numbers import (
    book_appointment,
    cancel_appointment,
    check_in_appointment,
    issue_number,
)
from minqing.reception.hall.actions.setting_up import HallDraft as HallDraft
from minqing.reception.hall.actions.setting_up import RoomDraft as RoomDraft
from minqing.reception.hall.actions.setting_up import ServiceDraft as ServiceDraft
from minqing.reception.hall.actions.setting_up import WindowDraft as WindowDraft
from minqing.reception.hall.actions.setting_up import (
    change_hall,
    found_hall,
    save_room,
    save_service,
    save_window,
    set_day,
    set_hours,
)
from minqing.reception.hall.actions.windows import close_window, open_window
from minqing.reception.hall.gate import Doing as Doing
from minqing.reception.hall.gate import hall_for, halls_for, ticket_for, window_for, windows_for
from minqing.reception.hall.live import CHANNEL as CHANNEL
from minqing.reception.hall.models import Appointment as Appointment
from minqing.reception.hall.models import Call as Call
from minqing.reception.hall.models import DayApart as DayApart
from minqing.reception.hall.models import Hall as Hall
from minqing.reception.hall.models import HallDay as HallDay
from minqing.reception.hall.models import Opening as Opening
from minqing.reception.hall.models import Room as Room
from minqing.reception.hall.models import Service as Service
from minqing.reception.hall.models import Sitting as Sitting
from minqing.reception.hall.models import Ticket as Ticket
from minqing.reception.hall.models import TicketNote as TicketNote
from minqing.reception.hall.models import Window as Window
from minqing.reception.hall.queries import Board as Board
from minqing.reception.hall.queries import CallShown as CallShown
from minqing.reception.hall.queries import DayFigures as DayFigures
from minqing.reception.hall.queries import WindowShown as WindowShown
from minqing.reception.hall.queries import (
    at_window,
    board_of,
    day_figures,
    estimate_for,
    free_slots,
    next_opening_of,
    opening_on,
    queue_of,
    tickets_of,
)
from minqing.reception.hall.rules.hours import OpenOn as OpenOn
from minqing.reception.hall.rules.hours import Period as Period
from minqing.reception.hall.rules.order import Estimate as Estimate
from minqing.reception.hall.rules.states import ACT_WORDS as ACT_WORDS
from minqing.reception.hall.rules.states import MOVES as MOVES
from minqing.reception.hall.rules.states import PRIORITY_WORDS as PRIORITY_WORDS
from minqing.reception.hall.rules.states import SERVICE_WORDS as SERVICE_WORDS
from minqing.reception.hall.rules.states import STANDING_WORDS as STANDING_WORDS
from minqing.reception.hall.rules.states import Act as Act
from minqing.reception.hall.rules.states import Priority as Priority
from minqing.reception.hall.rules.states import ServiceKind as ServiceKind
from minqing.reception.hall.rules.states import Source as Source
from minqing.reception.hall.rules.states import Standing as Standing
from minqing.reception.hall.rules.states import is_group as is_group

__all__ = [
    "add_ticket_note",
    "at_window",
    "begin_talk",
    "board_of",
    "book_appointment",
    "call_next",
    "call_number",
    "cancel_appointment",
    "change_hall",
    "check_in_appointment",
    "close_day",
    "close_window",
    "day_figures",
    "estimate_for",
    "finish_number",
    "found_hall",
    "free_slots",
    "hall_for",
    "halls_for",
    "hold_number",
    "issue_number",
    "leave",
    "link_number",
    "next_opening_of",
    "open_day",
    "open_window",
    "opening_on",
    "pass_on",
    "queue_of",
    "recall_number",
    "return_number",
    "save_room",
    "save_service",
    "save_window",
    "set_day",
    "set_hours",
    "skip_number",
    "ticket_for",
    "tickets_of",
    "window_for",
    "windows_for",
]
