"""The words of relief, as data: needs, sources, states, steps, periods, grounds, measures, outcomes."""

from minqing.relief.assistance.rules import KIND_WORDS, OUTCOME_WORDS, MeasureKind, PlanOutcome
from minqing.relief.fund.rules.books import ACCOUNT_WORDS, ACT_WORDS
from minqing.relief.fund.rules.kinds import (
    ELSEWHERE,
    GROUND_WORDS,
    NEED_WORDS,
    PERIOD_WORDS,
    SOURCE_WORDS,
    STATUS_WORDS,
    STEP_WORDS,
    Ground,
    Need,
    Period,
    Source,
    Status,
    Step,
)

__all__ = [
    "ACCOUNT_WORDS",
    "ACT_WORDS",
    "ELSEWHERE",
    "GROUND_WORDS",
    "KIND_WORDS",
    "NEED_WORDS",
    "OUTCOME_WORDS",
    "PERIOD_WORDS",
    "SOURCE_WORDS",
    "STATUS_WORDS",
    "STEP_WORDS",
    "Ground",
    "MeasureKind",
    "Need",
    "Period",
    "PlanOutcome",
    "Source",
    "Status",
    "Step",
]
