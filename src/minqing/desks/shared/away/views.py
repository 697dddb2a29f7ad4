"""外出与代办: note an absence, name deputies, hand over a caseload, come back early. Rules are the rooms'.

Articles: 信访工作条例 28(1), 34; every act here stands in the ledger of the account it is about.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minqing.desks.shared import words
from minqing.desks.shared.casefile.forms.base import Choice
from minqing.desks.shared.gate import actor_from, gated, refuse_form
from minqing.desks.shared.staff import desk_context
from minqing.kernel.access.public import desk
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import Refused
from minqing.kernel.people import public as people
from minqing.kernel.people.public import Account, Actor, Duty, Organ, Post
from minqing.petition.public import clocks

from .forms import AwayForm, HandOverForm, WhoForm

DOOR: Final = desk(Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER, Duty.SUPERVISOR, Duty.REVIEWER, Duty.STEWARD)
# 三权分立: the steward's post is filled anew, not stood in for.
STOOD_IN: Final = frozenset(
    {duty.value for duty in (Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER, Duty.SUPERVISOR, Duty.REVIEWER)}
)
BACK_DAYS: Final = 90
SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Person:
    """Whose absence the page is about: their posts, and the colleagues of each post's organ."""

    account: Account
    posts: tuple[Post, ...]
    colleagues: dict[UUID, list[Account]]
    handlers: dict[UUID, list[Account]]

    @property
    def handling(self) -> list[Organ]:
        """Return the organs in which the person handles matters."""
        return [post.organ for post in self.posts if post.duty == Duty.HANDLER.value]

    def receivers(self) -> list[Choice]:
        """Return the colleagues who may get the matters, each once."""
        found = {each.pk: each for organ in self.handling for each in self.handlers[organ.pk]}
        return [(str(key), each.name) for key, each in found.items() if key != self.account.pk]


@gated(DOOR)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show who is away and who stands in; take down a new absence."""
    actor, today = actor_from(request), clock.today()
    person = person_of(actor, request.GET.get("who", ""), today)
    form = away_form(person, today, request)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            away = clocks.Away(
                person.account.pk,
                form.cleaned_data["first"],
                form.cleaned_data["last"],
                form.cleaned_data["reason"],
                form.deputies,
                form.recipients,
            )
            try:
                clocks.announce_absence(actor=actor, away=away, at=clock.now())
            except Refused as refused:
                refuse_form(form, refused)
            else:
                messages.success(request, _("已登记外出；代办人已收到通知。"))
                return redirect("casework:away")
        status = 422
    return draw(request, actor, person, form=form, status=status)


@gated(DOOR)
@require_POST
def hand_over(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Hand the person's whole caseload to colleagues."""
    actor, today = actor_from(request), clock.today()
    person = person_of(actor, str(account_id), today)
    form = handing_form(person, request.POST)
    if form.is_valid():
        try:
            clocks.hand_over_caseload(
                actor=actor,
                from_account=account_id,
                organ_id=UUID(form.cleaned_data["organ"]),
                recipients=[UUID(each) for each in form.cleaned_data["recipients"]],
                reason=form.cleaned_data["reason"],
                last=form.cleaned_data["last"],
                at=clock.now(),
            )
        except Refused as refused:
            refuse_form(form, refused)
        else:
            messages.success(request, _("已移交；每件的经过里都记着。"))
            return redirect("casework:away")
    return draw(request, actor, person, handing=form, status=422)


@gated(DOOR)
@require_POST
def end(request: HttpRequest, absence_id: UUID) -> HttpResponse:
    """End an absence today."""
    try:
        clocks.end_absence_early(actor=actor_from(request), absence_id=absence_id, at=clock.now())
    except people.Absence.DoesNotExist as gone:
        raise Http404 from gone
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, _("外出已经结束：代办停止，移交的事项已交还。"))
    return redirect("casework:away")


# --- what the page draws --------------------------------------------------------------------------------


def people_of(actor: Actor, today: date) -> list[Account]:
    """Return whose absences the actor may note: their own, their organ's as its leader, all as steward."""
    if actor.holds(Duty.STEWARD):
        held = Post.objects.on(today)
    else:
        organs = [p.organ_id for p in actor.posts if p.duty is Duty.LEADER and p.standing_for is None]
        held = Post.objects.on(today).filter(organ_id__in=organs)
    accounts = Account.objects.filter(is_active=True, pk__in=held.values("account"))
    mine = Account.objects.filter(pk__in=[actor.account_id])
    return sorted((accounts | mine).distinct(), key=lambda each: (each.pk != actor.account_id, each.name))


def person_of(actor: Actor, who: str, today: date) -> Person:
    """Return the person asked for, oneself without one; unknown and forbidden look alike."""
    wanted = who or str(actor.account_id)
    account = next((each for each in people_of(actor, today) if str(each.pk) == wanted), None)
    if account is None:
        raise Http404
    posts = tuple(Post.objects.on(today).filter(account=account, duty__in=STOOD_IN).select_related("organ"))
    colleagues: dict[UUID, list[Account]] = {post.organ_id: [] for post in posts}
    handlers: dict[UUID, list[Account]] = {post.organ_id: [] for post in posts}
    beside = Post.objects.on(today).filter(organ__in=colleagues, account__is_active=True)
    for each in beside.exclude(duty=Duty.STEWARD.value).select_related("account").order_by("account__name"):
        if each.account not in colleagues[each.organ_id]:
            colleagues[each.organ_id].append(each.account)
        if each.duty == Duty.HANDLER.value and each.account not in handlers[each.organ_id]:
            handlers[each.organ_id].append(each.account)
    return Person(account, posts, colleagues, handlers)


def away_form(person: Person, today: date, request: HttpRequest) -> AwayForm:
    """Return the form of an absence of this person, bound when something was sent."""
    posts = []
    for post in person.posts:
        said = _("%(organ)s %(title)s由谁代办") % {
            "organ": str(post.organ),
            "title": post.title or words.word(words.DUTIES, post.duty),
        }
        offered = [
            (str(each.pk), each.name)
            for each in person.colleagues[post.organ_id]
            if each.pk != person.account.pk
        ]
        posts.append((post, said, offered))
    return AwayForm(
        request.POST if request.method == "POST" else None,
        posts=posts,
        colleagues=person.receivers(),
        initial={"first": today, "last": today},
        auto_id="away-%s",
    )


def handing_form(person: Person, data: Any = None) -> HandOverForm:
    """Return the form of a handover of this person's caseload."""
    organs = [(str(organ.pk), organ.name) for organ in dict.fromkeys(person.handling)]
    return HandOverForm(data, organs=organs, colleagues=person.receivers(), auto_id="hand-%s")


def draw(
    request: HttpRequest,
    actor: Actor,
    person: Person,
    *,
    form: AwayForm | None = None,
    handing: HandOverForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page with the forms as they are."""
    today = clock.today()
    everywhere = actor.holds(Duty.STEWARD)
    organs = actor.organ_ids()
    since = today - timedelta(days=BACK_DAYS)
    rows: dict[UUID, people.Absence] = {}
    for organ_id in [None] if everywhere else sorted(organs):
        for each in people.absences_of(organ_id, since, date.max)[:SHOWN]:
            rows[each.pk] = each
    choices = people_of(actor, today)
    caseload = sum(
        clocks.caseload_of(person.account.pk, organ.pk).count() for organ in dict.fromkeys(person.handling)
    )
    context = {
        "person": person.account,
        "who": WhoForm(people=choices, initial={"who": str(person.account.pk)}, auto_id="who-%s"),
        "others": len(choices) > 1,
        "form": form or away_form(person, today, request),
        "handing": handing or (handing_form(person) if person.handling else None),
        "caseload": caseload,
        "absences": [(each, *_state(each, today), _may_end(each, choices, today)) for each in rows.values()],
        "handovers": clocks.handovers_of(None if everywhere else organs)[:SHOWN],
        "standing": [
            (post, Account.objects.get(pk=post.standing_for)) for post in actor.posts if post.standing_for
        ],
        "today": today,
        "here": reverse("casework:away"),
    }
    return render(request, "away/page.html", {**context, **desk_context(request, "away")}, status=status)


def _state(absence: people.Absence, today: date) -> tuple[str, str]:
    """Return how an absence stands, in a word, and its tone."""
    if absence.through_on < today:
        return (_("提前结束") if absence.ended_at else _("已结束")), "done"
    return (_("外出中"), "wait") if absence.first_on <= today else (_("还没开始"), "")


def _may_end(absence: people.Absence, choices: list[Account], today: date) -> bool:
    return absence.through_on >= today and any(each.pk == absence.account_id for each in choices)
