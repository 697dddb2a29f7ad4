"""Nightly work: seal every day that is over."""

from datetime import timedelta

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from minqing.kernel.clock.public import today
from minqing.kernel.ledger.actions import seal_until


# Procrastinate reads the table of times in UTC: 16:10 is ten past midnight in Asia/Shanghai.
@app.periodic(cron="10 16 * * *")
@app.task(name="ledger.seal", queueing_lock="ledger.seal", retry=RetryStrategy(max_attempts=30, wait=300))
def seal_past_days(timestamp: int) -> int:
    """Seal every civil day before today that has unsealed entries; return how many. Safe to repeat."""
    del timestamp
    return len(seal_until(today() - timedelta(days=1)))
