"""The walks as a state machine of hypothesis: what breaks is told as the shortest sequence of acts."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from minqing.petition.matter.timing.rules import excluded_days
from tests.walks import matter
from tests.walks.machine import Walked
from tests.walks.matter import Broken

ENOUGH = settings(
    max_examples=300,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
Out = tuple[dt.date, dt.date] | None
ONE = dt.timedelta(1)

TestWalked = Walked.TestCase
TestWalked.settings = ENOUGH


def too_long(first: dt.date, resumed: dt.date, limit: dt.date) -> Out:
    return first, min(resumed, limit)


def too_short(first: dt.date, resumed: dt.date, limit: dt.date) -> Out:
    out = excluded_days(first, resumed - ONE, limit)
    return out if out and out[0] <= out[1] else None


@pytest.mark.parametrize("wrong", [too_long, too_short])
def test_a_pause_miscounted_by_a_day_is_found(
    monkeypatch: pytest.MonkeyPatch, wrong: Callable[[dt.date, dt.date, dt.date], Out]
) -> None:
    monkeypatch.setattr(matter, "excluded_days", wrong)
    found = settings(ENOUGH, phases=[Phase.generate], database=None, derandomize=True)
    with pytest.raises(Broken, match="left out"):
        run_state_machine_as_test(Walked, settings=found)
