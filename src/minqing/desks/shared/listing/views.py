"""Pages every desk shares around its lists: all matters, saved filters, columns, notices, the landing."""

import re
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.staff import desk_context, landing
from minqing.desks.shared.urgent import urgent_lines
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import Conflict
from minqing.kernel.notifications import public as notifications
from minqing.petition.public import visible_to

from . import preferences
from .columns import BY_KEY
from .doors import CASEWORK, STAFF
from .page import list_context
from .tabs import BY_PAGE

LONGEST_QUERY: Final = 1_500
MATTER: Final = re.compile(r"/desk/matters/([0-9a-f]{8}-[0-9a-f-]{27})/")


@gated(STAFF)
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the first desk of the person's duties."""
    return redirect(landing(actor_from(request)))


@gated(CASEWORK)
def matters(request: HttpRequest) -> HttpResponse:
    """Show every matter this person may see, searched and narrowed."""
    context = {
        **list_context(request, path=request.path),
        "heading": _("全部事项"),
        "empty_title": _("还没有您可以看的事项"),
        "empty_words": _("信访人提出的、转到您单位的事项会出现在这里。"),
    }
    return draw_list(request, "listing/matters.html", context, "matters")


# 25: the desks of those who must report a grave matter upward.
REPORTS: Final = frozenset({"registrar", "handler", "leader"})


def draw_list(request: HttpRequest, template: str, context: dict[str, object], active: str) -> HttpResponse:
    """Return the whole page, or only the list when htmx asks for it."""
    if getattr(request, "htmx", False) and request.headers.get("HX-Target") == "list":
        response = render(request, "listing/list.html", context)
    else:
        urgent = urgent_lines(actor_from(request), clock.now()) if active in REPORTS else []
        shown = {**context, "urgent": urgent, **desk_context(request, active)}
        response = render(request, template, shown)
    # The same address gives the list alone or the page around it.
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


@gated(CASEWORK)
@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep the present list under a name."""
    account_id = actor_from(request).account_id
    if account_id is not None:
        saved = preferences.save_filter(
            account_id,
            request.POST.get("name", ""),
            request.POST.get("query", ""),
            _list_at(request.POST.get("path", "")),
        )
        if saved is None:
            messages.error(request, _("请给这个筛选起个名字。"))
        else:
            messages.success(request, _("已收藏“%(name)s”。") % {"name": saved.name})
    return _back(request)


def _list_at(path: str) -> str:
    """Return the address of one of the lists, "" for anything else."""
    return path if path in {reverse(name) for name in (*BY_PAGE, "casework:matters")} else ""


@gated(CASEWORK)
@require_POST
def rename_filter(request: HttpRequest) -> HttpResponse:
    """Give one's own saved list another name."""
    account_id = actor_from(request).account_id
    if account_id is not None:
        try:
            renamed = preferences.rename_filter(
                account_id, request.POST.get("name", ""), request.POST.get("wanted", "")
            )
        except Conflict as taken:
            messages.error(request, taken.reason)
        else:
            if renamed is None:
                messages.error(request, _("没有改名：请写出新的名字。"))
            else:
                messages.success(request, _("已改名为“%(name)s”。") % {"name": renamed.name})
    return _back(request)


@gated(CASEWORK)
@require_POST
def drop_filter(request: HttpRequest) -> HttpResponse:
    """Forget a saved list."""
    account_id = actor_from(request).account_id
    if account_id is not None:
        preferences.drop_filter(account_id, request.POST.get("name", ""))
        messages.success(request, _("已删除这个收藏。"))
    return _back(request)


@gated(CASEWORK)
@require_POST
def columns(request: HttpRequest) -> HttpResponse:
    """Remember which columns this person wants to see."""
    account_id = actor_from(request).account_id
    if account_id is not None:
        wanted = tuple(key for key in request.POST.getlist("column") if key in BY_KEY)
        preferences.remember_columns(account_id, wanted)
    return _back(request)


@gated(STAFF)
def notices(request: HttpRequest) -> HttpResponse:
    """Show what this person was told, newest first; looking marks it as read."""
    account_id = actor_from(request).account_id
    assert account_id is not None  # noqa: S101 - the door admits accounts only
    around = desk_context(request, "notices")
    if request.method == "POST":
        notifications.mark_read(account_id)
        return redirect("casework:notices")
    shown = list(notifications.notices_for(account_id)[:100])
    matters = {each.pk: found[1] for each in shown if (found := MATTER.match(each.link))}
    seen = visible_to(actor_from(request)).filter(pk__in=set(matters.values())).values_list("pk", flat=True)
    open_ones = {str(key) for key in seen}
    gone = [key for key, matter in matters.items() if matter not in open_ones]
    return render(request, "listing/notices.html", {**around, "notices": shown, "gone": gone})


def _back(request: HttpRequest) -> HttpResponse:
    path, query = request.POST.get("path", ""), request.POST.get("query", "")
    if not url_has_allowed_host_and_scheme(path, allowed_hosts=None) or not path.startswith("/"):
        path = "/desk/"
    # No browser and no server takes an address much longer; what the list understands is far shorter.
    return redirect(f"{path}?{query}" if 0 < len(query) <= LONGEST_QUERY else path[:LONGEST_QUERY])


__all__ = [
    "columns",
    "draw_list",
    "drop_filter",
    "home",
    "matters",
    "notices",
    "rename_filter",
    "save_filter",
]
