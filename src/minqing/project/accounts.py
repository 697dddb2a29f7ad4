"""How people sign in: accounts are given by the steward, never taken by oneself."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """allauth's behaviour for an office: no signing up; the second factor is each person's own to set up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse signing up: an account comes with a post in an organ, which only the steward gives."""
        return False
