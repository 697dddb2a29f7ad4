"""A leaf of the petition room's door: handling to its end.

Co-handlers, hearing the petitioner, records, hearings, settlement, execution.
"""

from minqing.petition.handling.co_handling.actions import (
    ask_co_opinion,
    decline_co_opinion,
    give_co_opinion,
    open_co_handlings,
    remind_co_opinion,
    withdraw_co_opinion,
)
from minqing.petition.handling.co_handling.rules import USUAL_DAYS as USUAL_CO_DAYS
from minqing.petition.handling.hearing.actions import HearingTable as HearingTable
from minqing.petition.handling.hearing.actions import (
    announce_hearing,
    apply_for_hearing,
    conclude_hearing,
    end_hearing,
    hold_hearing,
    open_hearing,
    waive_hearing,
)
from minqing.petition.handling.hearing.rules import GROUND_WORDS as GROUND_WORDS
from minqing.petition.handling.hearing.rules import ROLES as ROLES
from minqing.petition.handling.hearing.rules import Ground as Ground
from minqing.petition.handling.hearing.rules import HearingPlan as HearingPlan
from minqing.petition.handling.hearing.rules import panel_of, seats_of
from minqing.petition.handling.models import CoHandling as CoHandling
from minqing.petition.handling.models import Hearing as Hearing
from minqing.petition.handling.models import Record as Record
from minqing.petition.handling.models import Settlement as Settlement
from minqing.petition.handling.records.actions import hear_petitioner, record_inquiry, record_statement
from minqing.petition.handling.records.rules import WAY_WORDS as WAY_WORDS
from minqing.petition.handling.records.rules import RecordDraft as RecordDraft
from minqing.petition.handling.records.rules import Way as Way
from minqing.petition.handling.settlement.actions import (
    accept_settlement,
    open_settlement,
    propose_settlement,
    refuse_settlement,
    settled,
)
from minqing.petition.handling.settlement.rules import SIDE_WORDS as SIDE_WORDS
from minqing.petition.handling.settlement.rules import Agreement as Agreement
from minqing.petition.handling.settlement.rules import Side as Side
from minqing.petition.reads.handling import CoWork as CoWork
from minqing.petition.reads.handling import (
    co_questions_of,
    co_work,
    execution_work,
    hearings_of,
    records_of,
    settlements_of,
    unexecuted_on,
)
from minqing.petition.reply.actions import settle_petition
from minqing.petition.reply.execution.actions import (
    confirm_execution,
    dispute_execution,
    executions_of,
    finish_execution,
    open_executions,
    report_progress,
    report_refusal,
)
from minqing.petition.reply.execution.rules import TO_DO as TO_DO
from minqing.petition.reply.models import Execution as Execution

__all__ = [
    "USUAL_CO_DAYS",
    "accept_settlement",
    "announce_hearing",
    "apply_for_hearing",
    "ask_co_opinion",
    "co_questions_of",
    "co_work",
    "conclude_hearing",
    "confirm_execution",
    "decline_co_opinion",
    "dispute_execution",
    "end_hearing",
    "execution_work",
    "executions_of",
    "finish_execution",
    "give_co_opinion",
    "hear_petitioner",
    "hearings_of",
    "hold_hearing",
    "open_co_handlings",
    "open_executions",
    "open_hearing",
    "open_settlement",
    "panel_of",
    "propose_settlement",
    "record_inquiry",
    "record_statement",
    "records_of",
    "refuse_settlement",
    "remind_co_opinion",
    "report_progress",
    "report_refusal",
    "seats_of",
    "settle_petition",
    "settled",
    "settlements_of",
    "unexecuted_on",
    "waive_hearing",
    "withdraw_co_opinion",
]
