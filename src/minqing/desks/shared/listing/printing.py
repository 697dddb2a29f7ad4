"""Batch print (批量打印): the ticked matters, the chosen kinds of paper in their order, one PDF by a job."""

from collections import Counter
from dataclasses import replace
from typing import Final
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.listing.binding import bind_papers
from minqing.desks.shared.listing.sheets import only_ticked
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.staff import desk_context
from minqing.exchange import public as exchange
from minqing.kernel.clock import public as clock
from minqing.kernel.documents.public import TITLES
from minqing.kernel.people.public import Actor
from minqing.petition import public as petition
from minqing.petition.public import papers

from .doors import CASEWORK
from .query import read_query
from .tabs import fixed_of

# As many as one afternoon of a county's mail room; more is printed in several files.
MOST: Final = 500


@gated(CASEWORK)
@require_POST
def start(request: HttpRequest) -> HttpResponseBase:
    """Ask which kinds of paper, then hand the binding to a job; every matter passes the gate again there."""
    actor = actor_from(request)
    ids = _asked_for(request, actor)
    kinds = [kind.value for kind in TITLES if kind.value in request.POST.getlist("kind")]
    found = papers.batch_papers(actor, ids, kinds or [kind.value for kind in TITLES])
    if not kinds or not found:
        if kinds:
            messages.error(request, _("所选的事项没有这几种文书，请重新选择。"))
        there = Counter(each.kind for each in found)
        known = [kind for kind in TITLES if kind.value in there]
        context = {
            **desk_context(request, "matters"),
            "ids": ids,
            "kinds": [(kind.value, retold(TITLES[kind]), there[kind.value]) for kind in known],
            "too_many": len(ids) == MOST,
            "most": MOST,
            "path": request.POST.get("path", ""),
            "query": request.POST.get("query", ""),
        }
        return render(request, "listing/print.html", context, status=422 if kinds else 200)
    parts = [f"path={quote(request.POST.get('path', ''))}", *(f"id={key}" for key in ids)]
    run = exchange.begin_export(
        actor=actor,
        what="papers",
        query="&".join([*parts, f"duplex={1 if request.POST.get('duplex') else 0}"]),
        columns=kinds,
        file_format=exchange.ExportFormat.PDF,
        total=len(ids),
        at=clock.now(),
    )
    bind_papers.defer(run_id=str(run.id))
    return redirect("casework:export_run", run_id=run.id)


def _asked_for(request: HttpRequest, actor: Actor) -> list[UUID]:
    """Return the ticked matters, or all that match, within what the actor may see, in the list's order."""
    query = replace(read_query(QueryDict(request.POST.get("query", ""))), after="")
    fixed = fixed_of(request.POST.get("path", ""), query.tab, actor)
    matching = petition.matching(actor, query.criteria(fixed), clock.today())
    if request.POST.get("all_matching") != "1":
        matching = only_ticked(matching, request.POST.getlist("id"))
    return list(matching.values_list("id", flat=True)[:MOST])
