"""Sessions in the database as Django keeps them, read by one plain statement at each request (ADR 0011)."""

from typing import Any, Final

from django.contrib.sessions.backends import db
from django.db import connection

from minqing.kernel.clock import public as clock

_READ: Final = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's store; only reading is put shorter, for every request of every member of staff does it."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; an unknown or expired one is empty and loses its key."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, clock.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return dict(self.decode(found[0]))
