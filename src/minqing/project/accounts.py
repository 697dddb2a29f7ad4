"""How people sign in: accounts are given by the steward, never taken by oneself."""

from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from minqing.kernel.clock import public as clock
from minqing.kernel.people import public as people
from minqing.kernel.people.public import Account


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """allauth's behaviour for an office: no signing up; the second factor is each person's own to set up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse signing up: an account comes with a post in an organ, which only the steward gives."""
        return False


class StaffBackend(AuthenticationBackend):  # type: ignore[misc] # allauth ships no types
    """allauth's way in; who a session belongs to is read together with the posts of today (ADR 0011)."""

    def get_user(self, user_id: UUID) -> Account | None:
        """Return the account a session names, None when it is gone or disabled; one statement a request."""
        account = people.account_at_work(user_id, clock.today())
        return account if account is not None and account.is_active else None
