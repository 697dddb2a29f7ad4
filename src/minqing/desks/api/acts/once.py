"""Once and only once: an act under an ``Idempotency-Key`` is done a single time, however often it is sent."""

import hmac
import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from minqing.desks.api.models import ActCall
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import Conflict
from minqing.kernel.people.public import Actor

KEPT_FOR: Final = timedelta(days=30)
"""How long a key is remembered; nobody repeats a call a month later."""


def once(actor: Actor, key: str, said: Any, act: Callable[[], UUID | None]) -> tuple[UUID | None, bool]:
    """Do the act and return what it made, and whether it was done before under this key and is not again.

    ``said`` is all that the call says (matter, act, body). The key is taken in the act's own transaction: two
    calls at once meet at it, and a refused act leaves the key free.

    Raises:
        Conflict: when the key was used for something else.
        Refused: whatever the act is refused for.
    """
    if not key:
        return act(), False
    if actor.account_id is None:
        raise Conflict(_("提交标识只用于登录的账号。"), None)
    digest = hmac.new(
        settings.SECRET_KEY.encode(), json.dumps(said, sort_keys=True, default=str).encode(), sha256
    ).hexdigest()
    now = clock.now()
    with transaction.atomic():
        call = ActCall(account_id=actor.account_id, key=key, digest=digest, at=now)
        ActCall.objects.bulk_create([call], ignore_conflicts=True)
        kept = ActCall.objects.get(account_id=actor.account_id, key=key)
        if kept.digest != digest:
            raise Conflict(_("这个提交标识已经用于别的内容，请换一个。"), None)
        if kept.pk != call.pk:
            return kept.made_id, True
        made = act()
        if made is not None:
            ActCall.objects.filter(pk=call.pk).update(made_id=made)
    return made, False


def forget_old_keys() -> int:
    """Remove keys older than ``KEPT_FOR``; return how many."""
    removed, _each = ActCall.objects.filter(at__lt=clock.now() - KEPT_FOR).delete()
    return removed
