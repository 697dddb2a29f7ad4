"""Whose password was tried: one answer for the sign-in page, the API and the lock after wrong guesses.

GB/T 22239-2019 身份鉴别 b. The page posts ``login``, Django's own functions speak of ``username``; counted
under two names, the lock would never close on one account and would close on a whole office instead.
"""

from collections.abc import Mapping

from django.http import HttpRequest


def username_of(request: HttpRequest | None, credentials: Mapping[str, str] | None = None) -> str | None:
    """Return the login name that was tried, in the form accounts carry it, or nothing."""
    tried = credentials or (request.POST if request is not None else {})
    name = tried.get("username") or tried.get("login")
    return name.strip().lower()[:64] if name else None
