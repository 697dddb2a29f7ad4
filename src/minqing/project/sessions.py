"""Sessions in the database as Django keeps them, read with the account and its posts at once (ADR 0011)."""

from typing import Any, Final, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

from minqing.kernel.clock import public as clock
from minqing.kernel.people import public as people
from minqing.kernel.people.public import Account
from minqing.project.models import Session

_READ: Final = (
    "SELECT account_id AS account, session_data AS beside FROM project_session"
    " WHERE session_key = %(key)s AND expire_date > %(now)s"
)


class SessionStore(db.SessionStore):
    """Django's store; reading is one statement, for every request of every member of staff does it."""

    account: Account | None = None
    """The account found with the session; who it is for this request Django decides from the data."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the table with the account beside."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row to be written, with the account its data names."""
        row = cast("Session", super().create_model_instance(data))
        row.account_id = data.get(SESSION_KEY)
        return row

    def load(self) -> dict[str, Any]:
        """Return what the session holds; an unknown or expired one is empty and loses its key."""
        values = {"key": self.session_key, "now": clock.now()}
        found = people.account_named(_READ, values, clock.today())
        if found is None:
            self._session_key = None
            return {}
        data, self.account = found
        return dict(self.decode(data))
