"""How people sign in: accounts are given by the steward, never taken by oneself."""

from contextvars import ContextVar
from typing import Final, cast
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from minqing.kernel.clock import public as clock
from minqing.kernel.people import public as people
from minqing.kernel.people.public import Account


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """allauth's behaviour for an office: no signing up; the second factor is each person's own to set up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse signing up: an account comes with a post in an organ, which only the steward gives."""
        return False


_beside: Final[ContextVar[Account | None]] = ContextVar("accounts_beside", default=None)
"""The account read with the session of the request whose user is being found; nothing at any other time."""


class WhoIsThere(AuthenticationMiddleware):
    """Django's own; the account that was read with the session is not read again."""

    def process_request(self, request: HttpRequest) -> None:
        """Let the user be found when somebody asks."""
        super().process_request(request)
        request.user = cast("Account", SimpleLazyObject(lambda: _user_of(request)))


def _user_of(request: HttpRequest) -> object:
    """Return whom Django finds: it checks the session against the password as ever."""
    request.session.get(SESSION_KEY)  # reads the session, and the account with it
    token = _beside.set(getattr(request.session, "account", None))
    try:
        return get_user(request)
    finally:
        _beside.reset(token)


class StaffBackend(AuthenticationBackend):  # type: ignore[misc] # allauth ships no types
    """allauth's way in; who a session belongs to is read together with the posts of today (ADR 0011)."""

    def get_user(self, user_id: UUID) -> Account | None:
        """Return the account a session names, None when it is gone or disabled; read anew each request."""
        account = _beside.get()
        if account is None or account.pk != user_id:
            account = people.account_at_work(user_id, clock.today())
        return account if account is not None and account.is_active else None
