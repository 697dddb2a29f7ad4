"""The gate of every route: each view declares its Door, and nobody passes without what the door asks.

A route is gated by ``class SomeView(Gated, View): door = PUBLIC`` or ``@gated(PUBLIC)``; both leave
the door on the callable (``view.door``), which a guard reads for every address of the program.

What a refusal becomes, in one place:

* not signed in at a desk -> the sign-in page, back here afterwards;
* no query code proved -> the look-up page, which says why;
* ``NotAllowed`` -> the same "not found" page as for an address that does not exist;
* any other ``Refused`` that a view let pass -> a plain page with the reason and its article (409).
  A view with a form catches it first: ``refuse_form(form, refused)`` puts the words at the form.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar, cast
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic.base import View

from minqing.desks.shared.retelling import retold
from minqing.kernel.access.public import PUBLIC, QUERY_CODE, Door, opens
from minqing.kernel.clock import public as clock
from minqing.kernel.law import public as law
from minqing.kernel.people import public as people

if TYPE_CHECKING:
    from django.forms import BaseForm

    from minqing.kernel.people.public import Actor

OPEN_FOR: Final = timedelta(minutes=30)
"""How long a matter opened by its query code stays open on a device nobody touches (a shared telephone)."""

_COOKIE: Final = "matter"
_SALT: Final = "minqing.matter"
_ViewFunction = TypeVar("_ViewFunction", bound=Callable[..., HttpResponseBase])


# --- who asks ------------------------------------------------------------------------------------------


def actor_from(request: HttpRequest) -> Actor:
    """Return who asks: the account with its posts of today, or a petitioner; found once a request."""
    known = getattr(request, "minqing_actor", None)
    if known is not None:
        return cast("Actor", known)
    if request.user.is_authenticated:
        actor = people.actor_of(request.user, clock.today())
    else:
        actor = people.petitioner_actor()
    request.minqing_actor = actor  # type: ignore[attr-defined]
    return actor


def opened_matter(request: HttpRequest) -> UUID | None:
    """Return the matter this browser opened by its query code in the last half hour, else None."""
    text = request.COOKIES.get(_COOKIE, "")
    if not text:
        return None
    try:
        return UUID(signing.TimestampSigner(salt=_SALT).unsign(text, max_age=OPEN_FOR))
    except (signing.BadSignature, ValueError):
        return None


def open_matter(response: HttpResponseBase, petition_id: UUID) -> None:
    """Let this browser see the matter for half an hour from now; asked again at each page, so it slides."""
    response.set_cookie(
        _COOKIE,
        signing.TimestampSigner(salt=_SALT).sign(str(petition_id)),
        max_age=int(OPEN_FOR.total_seconds()),
        path=reverse("petitioner:lookup"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def close_matter(response: HttpResponseBase) -> None:
    """Shut the opened matter on this browser at once."""
    response.delete_cookie(_COOKIE, path=reverse("petitioner:lookup"), samesite="Lax")


# --- the gate itself -----------------------------------------------------------------------------------


class Gated(View):
    """A class view with a door: ``class Home(Gated, TemplateView): door = PUBLIC``."""

    door: ClassVar[Door]

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:
        """Return the view with its door on it, as the guard reads it."""
        view = super().as_view(**initkwargs)
        view.door = cls.door  # type: ignore[attr-defined]
        return view

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let the request through the door, or answer it there."""
        return _through(self.door, request, lambda: super(Gated, self).dispatch(request, *args, **kwargs))


def gated(door: Door) -> Callable[[_ViewFunction], _ViewFunction]:
    """Return the decorator that puts a door before a function view."""

    def decorate(view: _ViewFunction) -> _ViewFunction:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _through(door, request, lambda: view(request, *args, **kwargs))

        inner.door = door  # type: ignore[attr-defined]
        return cast("_ViewFunction", inner)

    return decorate


def _through(door: Door, request: HttpRequest, go_on: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    stopped = _stopped(door, request)
    if stopped is not None:
        return stopped
    try:
        response = go_on()
        # A template response is drawn here, so that a refusal inside the page is answered here as well.
        draw = getattr(response, "render", None)
        if callable(draw):
            response = draw()
    except law.NotAllowed as refused:
        raise Http404 from refused
    except law.Refused as refused:
        return refusal_page(request, refused)
    if door == QUERY_CODE:
        opened = opened_matter(request)
        if opened is not None and _COOKIE not in response.cookies:
            open_matter(response, opened)
    if door != PUBLIC:
        # What one person may see is kept by no cache between us, and not shown again by "back" after leaving.
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _stopped(door: Door, request: HttpRequest) -> HttpResponseBase | None:
    """Return the answer of a door that stays shut, None when it opens."""
    if door == PUBLIC:
        return None
    if door == QUERY_CODE:
        if opened_matter(request) is not None:
            return None
        if request.COOKIES.get(_COOKIE):
            messages.info(request, _("为了保护您的信息，半小时没有操作就自动关上了。请再查询一次。"))
        return redirect("petitioner:lookup")
    if not request.user.is_authenticated:
        return _to_sign_in(request)
    verdict = opens(door, actor_from(request))
    if verdict:
        return None
    return render(request, "public/no_post.html", {"reason": verdict.reason}, status=403)


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    back = request.get_full_path() if request.method == "GET" else "/desk/"
    address = f"{settings.LOGIN_URL}?next={quote(back)}"
    if getattr(request, "htmx", False):
        # A part of a page cannot show the sign-in page; the whole page goes there.
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


# --- refusals --------------------------------------------------------------------------------------------


def refusal_words(refused: law.Refused) -> str:
    """Return the reason in plain words, with the article beneath for those who want it."""
    if refused.basis is None:
        return retold(refused.reason)
    said = {"reason": retold(refused.reason), "cite": retold(refused.basis.cite)}
    return _("%(reason)s（依据：%(cite)s）") % said


def refuse_form(form: BaseForm, refused: law.Refused) -> None:
    """Put a refusal at the form: each problem at its field if it names one, else above the form."""
    problems = getattr(refused, "problems", ())
    placed = False
    for problem in problems:
        field = problem.field if problem.field in form.fields else None
        form.add_error(field, retold(problem.words))
        placed = True
    if not placed:
        form.add_error(None, refusal_words(refused))


def refusal_page(request: HttpRequest, refused: law.Refused) -> HttpResponse:
    """Return the plain page of a refusal that no form caught."""
    context = {"reason": refused.reason, "basis": refused.basis, "back": _back(request)}
    return render(request, "public/refused.html", context, status=409)


def _back(request: HttpRequest) -> str:
    """Return where this person came from, if that was here; else the beginning."""
    referer = request.headers.get("Referer", "")
    here = f"{request.scheme}://{request.get_host()}"
    return referer.removeprefix(here) if referer.startswith(f"{here}/") else "/"
