"""领导签批: what waits for my signature, and what is red in my organ."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.doors import LEADER
from minqing.desks.shared.listing.page import list_context
from minqing.desks.shared.listing.tabs import LEADER as TABS
from minqing.desks.shared.listing.views import draw_list
from minqing.kernel.clock import public as clock
from minqing.petition import public as petition
from minqing.petition.public.clocks import requests_waiting


@gated(LEADER)
def work(request: HttpRequest) -> HttpResponse:
    """Show what waits for this leader's signature, and what is overdue in the organ."""
    actor, today = actor_from(request), clock.today()
    counts = petition.inbox_counts(actor, today)
    context = {
        **list_context(request, path=request.path, tabs=TABS, counts=counts),
        "heading": _("待我签发"),
        "asked": requests_waiting(actor, today),
        "empty_title": _("没有等您签发的处理意见"),
        "empty_words": _("承办人送审以后会出现在这里。"),
    }
    return draw_list(request, "leader/work.html", context, "leader")
