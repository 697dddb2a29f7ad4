"""Sessions: Django's own table with the account beside (ADR 0011)."""

from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.module_loading import import_string


class Session(AbstractBaseSession):
    """会话: what Django keeps of a browser, and whose it is, so that one statement finds both.

    The account is no reference: it is written from the session's data, and who is gone is not found.
    """

    account_id = models.UUIDField(null=True, editable=False)

    class Meta(AbstractBaseSession.Meta):
        db_table = "project_session"

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Return the store of these sessions."""
        return import_string("minqing.project.sessions.SessionStore")
