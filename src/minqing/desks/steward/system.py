"""The state of the installation: papers, messages sent, ledger, background work."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages as notes
from django.db import connection
from django.db.models import Case, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minqing.desks.shared.gate import gated
from minqing.desks.shared.listing.doors import STEWARD
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.documents import public as documents
from minqing.kernel.documents.public import DocumentKind
from minqing.kernel.ledger import public as ledger
from minqing.kernel.notifications import public as notifications
from minqing.kernel.people.public import Account, Organ, OrganKind
from minqing.petition.public import sealed

from .samples import sample_of

PAGE: Final = 100
ROUND: Final = 100
_STATES: Final = {
    "queued": ("waiting", lazy("排队中")),
    "held": ("waiting", lazy("等到免打扰时段过后")),
    "sent": ("done", lazy("已发出")),
    "failed": ("bad", lazy("没有发成")),
}


@gated(STEWARD)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the state of the installation and the way to each list the steward keeps."""
    year = clock.today().year
    seal = ledger.Seal.objects.order_by("-day").first()
    context = {
        "organs": Organ.objects.filter(active=True).count(),
        "accounts": Account.objects.filter(is_active=True).count(),
        "seal": seal,
        "jobs": job_counts(),
        "failed": not_sealed(notifications.delivery_log(state="failed")).count(),
        "published": clock.calendar().is_published(year),
        "next_published": clock.calendar().is_published(year + 1),
        "year": year,
        **desk_context(request, "steward"),
    }
    return render(request, "steward/home.html", context)


def not_sealed(sent: QuerySet[notifications.Dispatch]) -> QuerySet[notifications.Dispatch]:
    """Leave out what was sent about sealed matters: a steward's own organ may be the one accused (30(3))."""
    return sent.exclude(sealed.sealed_one("subject_id"))


def job_counts() -> dict[str, int | str]:
    """Return how many background jobs stand in each state; one query.

    Of those that go well only a round number: every message and file is one, those of sealed matters too.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1")
        found: dict[str, int] = dict(cursor.fetchall())
    counts: dict[str, int | str] = {state: _round(found.get(state, 0)) for state in ("todo", "succeeded")}
    return {**counts, "doing": found.get("doing", 0), "failed": found.get("failed", 0)}


def _round(count: int) -> str:
    """Return a count in whole hundreds.

    >>> _round(250)
    '200多'
    """
    return _("%(count)s多") % {"count": count // ROUND * ROUND} if count >= ROUND else _("不足100")


@gated(STEWARD)
@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """Show background work: counts by state, and the newest failures."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, queue_name, status::text, attempts, scheduled_at FROM procrastinate_jobs "
            "WHERE status IN ('doing', 'failed') ORDER BY id DESC LIMIT %s",
            [PAGE],
        )
        rows = cursor.fetchall()
    context = {"counts": job_counts(), "rows": rows, **desk_context(request, "steward")}
    return render(request, "steward/jobs.html", context)


@gated(STEWARD)
@require_GET
def messages(request: HttpRequest) -> HttpResponse:
    """Show what was sent outside and what became of it; contacts are masked."""
    state = request.GET.get("state", "")
    found = not_sealed(notifications.delivery_log(state=state if state in _STATES else ""))[: PAGE + 1]
    rows: list[dict[str, Any]] = [
        {
            "dispatch": each,
            "contact": notifications.masked_contact(each.contact),
            "tone": _STATES.get(each.state, ("quiet", each.state))[0],
            "words": _STATES.get(each.state, ("quiet", each.state))[1],
        }
        for each in found[:PAGE]
    ]
    states = [("", _("全部"))] + [(key, words) for key, (_tone, words) in _STATES.items()]
    context = {"rows": rows, "state": state, "states": states, **desk_context(request, "steward")}
    return render(request, "steward/messages.html", context)


@gated(STEWARD)
@require_POST
def send_again(request: HttpRequest, dispatch_id: UUID) -> HttpResponse:
    """Try a message once more that could not be sent."""
    if notifications.send_again(dispatch_id):
        notes.success(request, _("已经重新排队。"))
    else:
        notes.error(request, _("这条消息不需要重发。"))
    return redirect("steward:messages")


@gated(STEWARD)
@require_http_methods(["GET", "POST"])
def chain(request: HttpRequest) -> HttpResponse:
    """Show the last seals of the ledger; checking every entry is a deliberate act."""
    report = ledger.verify_all() if request.method == "POST" else None
    seals = list(ledger.Seal.objects.order_by("-day")[:14])
    context = {"seals": seals, "report": report, **desk_context(request, "steward")}
    return render(request, "steward/ledger.html", context)


@gated(STEWARD)
@require_GET
def papers(request: HttpRequest) -> HttpResponse:
    """Show the kinds of papers with what each must say, and how the chosen organ heads and numbers it."""
    organ, year = _letterhead(request), clock.today().year
    kinds = [
        (
            kind,
            retold(documents.TITLES[kind]),
            documents.number_text(f"{organ.number_prefix}{documents.MARKS[kind]}", year, 1) if organ else "",
            [retold(documents.WORDS.get(key, key)) for key in documents.REQUIRED[kind]],
        )
        for kind in DocumentKind
        if kind in documents.TITLES
    ]
    context = {
        "kinds": kinds,
        "organ": organ,
        "organs": Organ.objects.filter(active=True).order_by("path"),
        **desk_context(request, "steward"),
    }
    return render(request, "steward/papers.html", context)


def _letterhead(request: HttpRequest) -> Organ | None:
    """Return the organ whose letterhead is looked at: the chosen one, else the petition office, else any."""
    chosen = request.GET.get("organ", "")
    if chosen:
        try:
            return Organ.objects.get(pk=UUID(chosen))
        except (ValueError, Organ.DoesNotExist) as unknown:
            raise Http404 from unknown
    offices = Case(When(kind=OrganKind.PETITION_OFFICE.value, then=0), default=1)
    return Organ.objects.filter(active=True).order_by(offices, "path").first()


@gated(STEWARD)
@require_GET
def paper_preview(request: HttpRequest, kind: str) -> HttpResponse:
    """Show a paper with invented contents under an organ's letterhead, as it would be printed."""
    try:
        wanted = DocumentKind(kind)
    except ValueError as unknown:
        raise Http404 from unknown
    organ = _letterhead(request)
    made = documents.preview(
        wanted,
        sample_of(wanted, organ),
        organ_name=organ.name if organ else _("（单位名称）"),
        on=clock.today(),
    )
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{wanted.value}.pdf"'
    return response
