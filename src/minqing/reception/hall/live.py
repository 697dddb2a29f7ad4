"""大厅屏幕的实时消息: what changed, told to whoever listens, in the transaction of the act itself.

Public by nature: numbers, window names, the hall's revision – never a name, a matter or a reason. PostgreSQL
delivers a notification when the transaction commits and never when it does not.
"""

import json
from typing import Final
from uuid import UUID

from django.db import connection

CHANNEL: Final = "minqing_hall"


def tell_change(hall_id: UUID, *, kind: str, number: str = "", window: str = "", nth: int = 0) -> int:
    """Count the hall's revision up and notify; return the new revision.

    The last step of an act: the hall's row stays locked from here to the end of the transaction, so that
    revisions are told in their order. ``kind`` is a code such as ``call``; ``nth`` counts repeated calls.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE reception_hall SET revision = revision + 1 WHERE id = %s RETURNING revision, code",
            [hall_id],
        )
        revision, code = cursor.fetchone()
        change = {"hall": code, "revision": revision, "kind": kind}
        change |= {"number": number} if number else {}
        change |= {"window": window} if window else {}
        change |= {"nth": nth} if nth else {}
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps(change, ensure_ascii=False)])
    return int(revision)
