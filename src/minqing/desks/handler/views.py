"""承办: my work – to accept, due, sent back, to deliver, to close. One list, told apart by its tabs."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.doors import HANDLER
from minqing.desks.shared.listing.page import list_context
from minqing.desks.shared.listing.tabs import HANDLER as TABS
from minqing.desks.shared.listing.views import draw_list
from minqing.kernel.clock import public as clock
from minqing.petition import public as petition


@gated(HANDLER)
def work(request: HttpRequest) -> HttpResponse:
    """Show what this handler has to do."""
    counts = petition.inbox_counts(actor_from(request), clock.today())
    context = {
        **list_context(request, path=request.path, tabs=TABS, counts=counts),
        "heading": _("我的工作"),
        "empty_title": _("这里现在没有事项"),
        "empty_words": _("转到本单位、指定给您承办的事项会出现在这里。"),
    }
    return draw_list(request, "listing/matters.html", context, "handler")
