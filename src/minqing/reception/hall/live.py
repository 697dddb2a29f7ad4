"""大厅屏幕的实时消息: what changed, told to whoever listens, in the transaction of the act itself.

Public by nature: numbers, window names, the hall's revision – never a name, a matter or a reason. PostgreSQL
delivers a notification when the transaction commits and never when it does not.
"""

import json
from typing import Final
from uuid import UUID

from django.db import connection

CHANNEL: Final = "minqing_hall"

# One statement, for the hall's row stays locked from here on.
_TELL: Final = """
WITH moved AS (UPDATE reception_hall SET revision = revision + 1 WHERE id = %s RETURNING revision, code)
SELECT revision, pg_notify(
    %s, (%s::jsonb || jsonb_build_object('hall', code, 'revision', revision))::text
) FROM moved
"""


def tell_change(hall_id: UUID, *, kind: str, number: str = "", window: str = "", nth: int = 0) -> int:
    """Count the hall's revision up and notify; return the new revision.

    The last step of an act: the hall's row stays locked from here to the end of the transaction, so that
    revisions are told in their order. ``kind`` is a code such as ``call``; ``nth`` counts repeated calls.
    """
    change: dict[str, object] = {"kind": kind}
    change |= {"number": number} if number else {}
    change |= {"window": window} if window else {}
    change |= {"nth": nth} if nth else {}
    with connection.cursor() as cursor:
        cursor.execute(_TELL, [hall_id, CHANNEL, json.dumps(change, ensure_ascii=False)])
        return int(cursor.fetchone()[0])
