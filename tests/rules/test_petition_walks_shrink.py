"""The walks as a state machine of hypothesis: what breaks is told as the shortest sequence of acts."""

from hypothesis import HealthCheck, settings

from tests.walks.machine import Walked

TestWalked = Walked.TestCase
TestWalked.settings = settings(
    max_examples=300,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
