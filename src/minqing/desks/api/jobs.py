"""What the API does by itself at night."""

import structlog
from procrastinate.contrib.django import app

from minqing.desks.api.acts.once import forget_old_keys

log = structlog.get_logger()


@app.periodic(cron="27 19 * * *")  # 03:27 in Shanghai; crons are read in UTC
@app.task(name="desks.forget_act_calls")
def forget_act_calls(timestamp: int) -> None:
    """Forget the keys of calls made more than a month ago."""
    del timestamp
    log.info("api.keys_forgotten", removed=forget_old_keys())
