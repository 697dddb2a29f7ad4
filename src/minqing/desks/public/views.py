"""The public pages: what this is, how it goes, how long it may take; and what is said when there is no page.

Articles: 条例 18(1) (what must be published), 个人信息保护法 17, 35 (privacy notice).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic.base import View
from django.views.i18n import set_language as django_set_language

from minqing.desks.public import notice
from minqing.desks.shared.gate import Gated, gated
from minqing.desks.shared.office import known_office, office
from minqing.desks.shared.ribbon import STATIONS, Station
from minqing.kernel.access.public import PUBLIC
from minqing.kernel.clock import public as clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

_YEAR: Final = 365 * 24 * 3600
_COMFORT: Final = {"text": ("normal", "large"), "theme": ("light", "dark")}


class PublicPage(Gated, View):
    """A page for everybody, drawn from the law of the day."""

    door = PUBLIC
    template = ""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the page."""
        today = clock.today()
        context: dict[str, Any] = {
            "office": office(),
            "steps": notice.steps_on(today),
            "limits": notice.main_limits_on(today),
            "stations": tuple(Station(key=key, label=str(label)) for key, label in STATIONS),
            "today": today,
        }
        return render(request, self.template, context)


class Home(PublicPage):
    """首页."""

    template = "public/home.html"


class Procedures(PublicPage):
    """办理程序和期限."""

    template = "public/procedures.html"


class Privacy(PublicPage):
    """个人信息怎样保护."""

    template = "public/privacy.html"


@gated(PUBLIC)
def comfort(request: HttpRequest) -> HttpResponseBase:
    """Remember large type or a dark page on this device, and go back where the button was."""
    given = str(request.POST.get("next", "/"))
    back = given if url_has_allowed_host_and_scheme(given, {request.get_host()}, request.is_secure()) else "/"
    response = HttpResponseRedirect(back)
    for name, allowed in _COMFORT.items():
        value = request.POST.get(name)
        if value in allowed:
            response.set_cookie(
                name, value, max_age=_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
    return response


@gated(PUBLIC)
def language(request: HttpRequest) -> HttpResponseBase:
    """Remember the language on this device."""
    return django_set_language(request)


def _plain(request: HttpRequest, template: str, status: int) -> HttpResponse:
    response = render(request, template, {"office": known_office()}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer for what does not exist, or may not be seen by whoever asks: both look alike."""
    return _plain(request, "public/not_found.html", 404)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer for a request that is too big or broken; the browser's "back" still has what was typed."""
    return _plain(request, "public/not_understood.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer for what this account may not do."""
    return _plain(request, "public/no_post.html", 403)


def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer for a form without its protection mark (cookies off, or the page is from another day)."""
    return _plain(request, "public/page_too_old.html", 403)
