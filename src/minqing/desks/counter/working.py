"""接谈: on one page who came, what they ask and asked before, and what it came to; nothing typed twice."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from minqing.crossings.visit_to_petition import (
    earlier_matters,
    join_visit,
    matter_of_visit,
    may_write_down,
    register_visit,
)
from minqing.desks.counter import words
from minqing.desks.counter.visit_forms import VisitForm
from minqing.desks.counter.windows import line_of
from minqing.desks.shared import words as shared_words
from minqing.desks.shared.gate import actor_from, gated, refuse_form
from minqing.desks.shared.listing.doors import CASEWORK, COUNTER
from minqing.desks.shared.staff import desk_context
from minqing.desks.shared.taking.forms import townships
from minqing.kernel.access.public import opens
from minqing.kernel.clock import public as clock
from minqing.kernel.files import public as files
from minqing.kernel.law.public import Refused
from minqing.kernel.people.public import Actor
from minqing.petition.public import HandIn, Petition
from minqing.reception.public import hall as halls
from minqing.reception.public import visits
from minqing.reception.public.hall import Standing, Ticket
from minqing.reception.public.visits import Outcome, Visit

RECEIPT: Final = "window-receipt"
"""Where the session keeps the code of the matter just handed in, until its receipt has been shown."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A matter of before, as the window shows it."""

    matter: Petition
    state: str
    due: tuple[str, str]


def earlier_lines(actor: Actor, persons: frozenset[UUID], today: date) -> list[Earlier]:
    """Return the matters of these persons that the actor may read, with state and day in words."""
    return [
        Earlier(
            each,
            shared_words.word(shared_words.STATES, each.state),
            shared_words.due_words(each.due_on, today),
        )
        for each in earlier_matters(actor, persons)
    ]


@gated(COUNTER)
@require_http_methods(["GET", "POST"])
def work(request: HttpRequest, ticket_id: UUID) -> HttpResponse:
    """Show the page of a talk; look earlier matters up, or write down what it came to."""
    actor = actor_from(request)
    ticket = halls.ticket_for(actor, ticket_id, halls.Doing.WORK)
    if ticket.standing != Standing.SERVING or ticket.window_id is None:
        messages.error(request, _("这个号不在接谈中；请在窗口页先点“人来了，开始接谈”。"))
        return redirect("counter:home")
    halls.window_for(actor, ticket.window_id)
    notes = list(ticket.notes.select_related("window", "by"))
    if request.method == "GET":
        first = {"people_count": ticket.group_size, "oral": True, "body": "\n".join(n.text for n in notes)}
        form = VisitForm(initial=first, townships=townships())
        return _draw(request, actor, ticket, form, notes)
    if request.POST.get("then") == "look":  # nothing is sent yet: what is typed stays, nothing is missing
        form = VisitForm(initial=request.POST.dict(), townships=townships())
        return _draw(request, actor, ticket, form, notes)
    form = VisitForm(request.POST, townships=townships())
    done = _done(request, actor, ticket, form) if form.is_valid() else None
    if done is None:
        return _draw(request, actor, ticket, form, notes, status=422)
    return redirect("counter:visit", visit_id=done.id)


def _done(request: HttpRequest, actor: Actor, ticket: Ticket, form: VisitForm) -> Visit | None:
    """Write down what the talk came to; None when the form now says why not."""
    facts: dict[str, Any] = {"actor": actor, "ticket_id": ticket.id, "at": clock.now()}
    outcome = form.outcome()
    try:
        if outcome is Outcome.JOINED:
            return join_visit(**facts, number=form.joined_number(), words=form.cleaned_data["body"])
        if outcome is Outcome.REGISTERED:
            uploads = request.FILES.getlist("files")
            file_ids = tuple(files.take_in(each, str(each.name)).id for each in uploads)
            handed, visit = register_visit(**facts, statement=form.statement(ticket.day, file_ids))
            request.session[RECEIPT] = _receipt(visit, handed)
            return visit
        return visits.record_visit(**facts, draft=form.draft())
    except files.Rejected as rejected:
        form.add_error(None, str(rejected))
    except Refused as refused:
        refuse_form(form, refused)
    return None


def _receipt(visit: Visit, handed: HandIn) -> dict[str, str]:
    return {"visit": str(visit.id), "code": handed.query_code, "tail": handed.tail}


def _draw(  # noqa: PLR0917 - a private helper
    request: HttpRequest,
    actor: Actor,
    ticket: Ticket,
    form: VisitForm,
    notes: list[Any],
    status: int = 200,
) -> HttpResponse:
    looked = visits.persons_known(form.said("telephone"), form.said("identity_number"))
    before = visits.earlier_visits(actor, looked)
    context = {
        "ticket": ticket,
        "line": line_of(ticket, clock.now()),
        "form": form,
        "notes": notes,
        "asked": bool(form.said("telephone") or form.said("identity_number")),
        "matters": earlier_lines(actor, looked, clock.today()),
        "visits": [(each, words.outcome_words(each.outcome)) for each in before],
        "writes": may_write_down(actor),
        "reads": opens(CASEWORK, actor).allowed,
        "most": visits.most_speakers(clock.now()),
        **desk_context(request, "counter"),
    }
    return render(request, "counter/work.html", context, status=status)


@gated(COUNTER)
@require_GET
def visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Show what a talk came to, to print and hand over; the code of a new matter the first time only."""
    actor = actor_from(request)
    found = visits.visit_for(actor, visit_id)
    kept = request.session.get(RECEIPT) or {}
    if kept.get("visit") == str(visit_id):
        del request.session[RECEIPT]
    else:
        kept = {}
    context = {
        "visit": found,
        "ticket": found.ticket,
        "line": line_of(found.ticket, clock.now()),
        "outcome": words.outcome_words(found.outcome),
        "persons": found.persons.all(),
        "matter": matter_of_visit(actor, found),
        "receipt": kept,
        "reads": opens(CASEWORK, actor).allowed,
        **desk_context(request, "counter"),
    }
    return render(request, "counter/visit.html", context)
