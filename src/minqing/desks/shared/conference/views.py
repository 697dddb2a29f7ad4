"""联席会议: the list, the notice, the page of one conference with everything that is done on it."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minqing.crossings import conference_to_petition as crossing
from minqing.desks.shared import words
from minqing.desks.shared.gate import actor_from, gated, refusal_words, refuse_form
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.ribbon import Deadline
from minqing.desks.shared.staff import desk_context
from minqing.kernel.access.public import Door, desk
from minqing.kernel.clock import public as clock
from minqing.kernel.documents import public as documents
from minqing.kernel.files import public as files
from minqing.kernel.law.public import Incomplete, NotAllowed, Refused
from minqing.kernel.people.public import Actor, Duty, Organ
from minqing.petition import public as petition
from minqing.reception.public import conference as rooms
from minqing.reception.public.conference import Point

from . import forms

ATTENDS: Final[Door] = desk(Duty.REGISTRAR, Duty.HANDLER, Duty.LEADER, Duty.SUPERVISOR)
SHOWN: Final = 100
TONES: Final = {"draft": "", "open": "active", "reported": "waiting", "done": "done"}
STEP_WORDS: Final = {
    "reminded": "催办",
    "reported": "报完成",
    "accepted": "认可完成",
    "sent_back": "退回",
}


def _organs() -> list[Organ]:
    return list(Organ.objects.filter(active=True, outside=False).order_by("sort_key", "code"))


def _due(day: date, today: date) -> Deadline:
    tone, said = words.due_words(day, today)
    return Deadline(tone, said, day)


@gated(ATTENDS)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Show the notices to answer, the decisions to follow, the conferences; five queries."""
    actor, today = actor_from(request), clock.today()
    readable = crossing.conferences_for(actor)
    decisions = rooms.decisions_followed(actor, readable)[:SHOWN]
    context = {
        "to_answer": rooms.to_answer(actor, readable)[:SHOWN],
        "decisions": [_line(each, today) for each in decisions],
        "conferences": [
            (each, retold(rooms.STAGE_WORDS[rooms.Stage(each.stage)]))
            for each in readable.select_related("organ").order_by("-starts_at", "-id")[:SHOWN]
        ],
        "may_convene": rooms.may_convene(actor),
        **desk_context(request, "conferences"),
    }
    return render(request, "conference/list.html", context)


def _line(row: rooms.Decision, today: date) -> dict[str, Any]:
    state = rooms.DecisionState(row.state)
    return {
        "row": row,
        "state": retold(rooms.STATE_WORDS[state]),
        "tone": TONES[row.state],
        "deadline": None if row.done_on else _due(row.due_on, today),
        "late": rooms.is_late(state, row.due_on, today),
        "effect": retold(rooms.EFFECT_WORDS[rooms.Effect(row.effect)]) if row.effect != "none" else "",
    }


@gated(ATTENDS)
@require_http_methods(["GET", "POST"])
def convene(request: HttpRequest) -> HttpResponseBase:
    """Call a conference, from a matter (``?matter=``) or a theme."""
    actor = actor_from(request)
    try:
        rooms.convening_organ(actor)
    except NotAllowed as refused:
        messages.error(request, refusal_words(refused))
        return redirect("conference:list")
    form = forms.ConveneForm(
        request.POST or None, organs=_organs(), initial=_known(actor, request.GET.get("matter", ""))
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = crossing.convene_on_matters(
                actor=actor,
                kind=data["kind"],
                theme=data["theme"],
                starts_at=forms.on_the_wall(data["starts_at"]),
                place=data["place"],
                host=data["host"],
                agenda=_agenda(actor, data["agenda"], data["numbers"]),
                guests=form.guests(),
                at=clock.now(),
            )
        except Refused as refused:
            refuse_form(form, refused)
        else:
            messages.success(request, _("会议通知已发给参会单位。"))
            return redirect("conference:one", conference_id=made.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, **desk_context(request, "conferences")}
    return render(request, "conference/convene.html", context, status=status)


def _known(actor: Actor, matter_id: str) -> dict[str, Any]:
    """Return what the form already knows of the matter it was opened from."""
    try:
        row = petition.visible_to(actor).filter(pk=UUID(matter_id)).first()
    except ValueError:
        row = None
    if row is None:
        return {}
    return {"numbers": row.number or "", "theme": row.title, "agenda": row.title}


def _agenda(actor: Actor, text: str, numbers: str) -> list[Point]:
    """Return the points: the first is about the first matter named and so on; matters left over follow."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    matters = []
    for number in numbers.replace("、", " ").replace("，", " ").split():
        row = petition.visible_to(actor).filter(number=number).first()
        if row is None:
            raise Incomplete(_("没有编号为“%(number)s”的事项。") % {"number": number}, None)
        matters.append(row)
    points = [
        Point(line, matters[place].pk if place < len(matters) else None) for place, line in enumerate(lines)
    ]
    return points + [Point(row.title, row.pk) for row in matters[len(lines) :]]


@gated(ATTENDS)
@require_GET
def one(request: HttpRequest, conference_id: UUID) -> HttpResponse:
    """Show one conference."""
    return draw(request, conference_id)


def draw(request: HttpRequest, conference_id: UUID, *, status: int = 200, **bound: Any) -> HttpResponse:
    """Return the page of a conference, with the forms of what may be done on it now."""
    actor, today = actor_from(request), clock.today()
    found = crossing.conference_for(actor, conference_id)
    meeting, runs = rooms.meeting_of(found), rooms.runs(actor, found)
    matters = crossing.matters_of(actor, [item.subject_id for item in meeting.items if item.subject_id])
    own = rooms.units_answering(actor)
    stage = rooms.Stage(found.stage)
    context = {
        "conference": found,
        "runs": runs,
        "kind": retold(rooms.KIND_WORDS[rooms.ConferenceKind(found.kind)]),
        "stage_words": retold(rooms.STAGE_WORDS[stage]),
        "items": [
            (item, matters.get(item.subject_id) if item.subject_id else None) for item in meeting.items
        ],
        "invitations": [
            (row, retold(rooms.ANSWER_WORDS[rooms.Answer(row.answer)])) for row in meeting.invitations
        ],
        "decisions": [
            {
                **_line(row, today),
                "steps": [(retold(STEP_WORDS[step.act]), step) for step in row.steps.all()],
                "owes": row.organ_id in own,
                "matter": matters.get(row.subject_id) if row.subject_id else None,
            }
            for row in meeting.decisions
        ],
        "papers": papers_of(meeting, runs, own),
        **_answers(meeting, own if stage is rooms.Stage.CALLED else frozenset(), bound),
        **_running(found, meeting, list(matters.values()), bound if runs else None),
        **desk_context(request, "conferences"),
    }
    return render(request, "conference/one.html", context, status=status)


def _answers(meeting: rooms.Meeting, own: frozenset[UUID], bound: dict[str, Any]) -> dict[str, Any]:
    """Return the forms of the units that may answer now."""
    mine = [row for row in meeting.invitations if row.organ_id in own]
    return {"answer_forms": [(row.organ, _answer_form(row, bound)) for row in mine]}


def _running(
    found: rooms.Conference,
    meeting: rooms.Meeting,
    matters: list[petition.Petition],
    bound: dict[str, Any] | None,
) -> dict[str, Any]:
    """Return the forms of who runs the conference, as far as it has come; none for anybody else."""
    stage = rooms.Stage(found.stage)
    if bound is None or stage not in {rooms.Stage.CALLED, rooms.Stage.HELD}:
        return {}
    offered = {"record_form": bound.get("record") or _record_form(found, meeting)}
    if stage is rooms.Stage.CALLED:
        begins = {"starts_at": found.starts_at.astimezone(clock.CIVIL_ZONE), "place": found.place}
        offered["move_form"] = bound.get("move") or forms.MoveForm(initial=begins, auto_id="move-%s")
    if stage is rooms.Stage.HELD:
        organs = [*(row.organ for row in meeting.invitations), found.organ]
        offered["decision_form"] = bound.get("decision") or forms.DecisionForm(organs=organs, matters=matters)
    return offered


def papers_of(meeting: rooms.Meeting, runs: bool, own: frozenset[UUID]) -> list[documents.Document]:
    """Return the minutes for everybody; a unit's notice for the convenor and for that unit."""
    mine = {row.organ.name for row in meeting.invitations if row.organ_id in own}
    return [
        paper
        for paper in meeting.papers
        if runs or paper.kind == "conference_minutes" or paper.data.get("to_organ") in mine
    ]


def _answer_form(row: rooms.Invitation, bound: dict[str, Any]) -> forms.AnswerForm:
    form = bound.get("answer")
    if isinstance(form, forms.AnswerForm) and form.data.get("organ_id") == str(row.organ_id):
        return form
    initial = {
        "organ_id": row.organ_id,
        "answer": "" if row.answer == "waiting" else row.answer,
        "attendee": row.attendee,
        "attendee_title": row.attendee_title,
        "words": row.answer_words,
    }
    return forms.AnswerForm(initial=initial, auto_id=f"a{row.pk.hex[-6:]}-%s")


def _record_form(found: rooms.Conference, meeting: rooms.Meeting) -> forms.RecordForm:
    begun = (found.held_at or found.starts_at).astimezone(clock.CIVIL_ZONE)
    return forms.RecordForm(invited=meeting.invitations, initial={"held_at": begun}, auto_id="rec-%s")


def acted(
    request: HttpRequest, conference_id: UUID, act: Callable[[], object], done: str, **bound: Any
) -> HttpResponseBase:
    """Do one act on a conference and come back to it; a refusal stands at its form, or above the page."""
    try:
        act()
    except NotAllowed:
        raise
    except (Refused, files.Rejected) as refused:
        said = refusal_words(refused) if isinstance(refused, Refused) else str(refused)
        if not bound:
            messages.error(request, said)
            return redirect("conference:one", conference_id=conference_id)
        for form in bound.values():
            form.add_error(None, said)
        return draw(request, conference_id, status=422, **bound)
    messages.success(request, done)
    return redirect("conference:one", conference_id=conference_id)


@gated(ATTENDS)
@require_POST
def answer(request: HttpRequest, conference_id: UUID) -> HttpResponseBase:
    """Take a unit's answer."""
    actor, form = actor_from(request), forms.AnswerForm(request.POST)
    crossing.conference_for(actor, conference_id)
    if not form.is_valid():
        return draw(request, conference_id, status=422, answer=form)
    return acted(
        request,
        conference_id,
        lambda: rooms.answer_invitation(
            actor=actor, conference_id=conference_id, at=clock.now(), **form.cleaned_data
        ),
        _("回执已记下，召集单位已收到。"),
        answer=form,
    )


@gated(ATTENDS)
@require_POST
def record(request: HttpRequest, conference_id: UUID) -> HttpResponseBase:
    """Take down who came and what was said."""
    actor = actor_from(request)
    meeting = rooms.meeting_of(crossing.conference_for(actor, conference_id))
    form = forms.RecordForm(request.POST, invited=meeting.invitations, auto_id="rec-%s")
    if not form.is_valid():
        return draw(request, conference_id, status=422, record=form)
    return acted(
        request,
        conference_id,
        lambda: rooms.record_meeting(
            actor=actor,
            conference_id=conference_id,
            held_at=forms.on_the_wall(form.cleaned_data["held_at"]),
            attended=form.attended(),
            at=clock.now(),
        ),
        _("会议记录已保存，请写议定事项。"),
        record=form,
    )


@gated(ATTENDS)
@require_POST
def decide(request: HttpRequest, conference_id: UUID) -> HttpResponseBase:
    """Write one decision down."""
    actor = actor_from(request)
    found = crossing.conference_for(actor, conference_id)
    meeting = rooms.meeting_of(found)
    matters = crossing.matters_of(actor, [item.subject_id for item in meeting.items if item.subject_id])
    organs = [*(row.organ for row in meeting.invitations), found.organ]
    form = forms.DecisionForm(request.POST, organs=organs, matters=matters.values())
    if not form.is_valid():
        return draw(request, conference_id, status=422, decision=form)
    return acted(
        request,
        conference_id,
        lambda: rooms.write_decision(
            actor=actor, conference_id=conference_id, draft=form.draft(), at=clock.now()
        ),
        _("议定事项已写入。"),
        decision=form,
    )


@gated(ATTENDS)
@require_POST
def minutes(request: HttpRequest, conference_id: UUID) -> HttpResponseBase:
    """Issue the minutes; leads named are designated on their matters."""
    actor = actor_from(request)
    crossing.conference_for(actor, conference_id)

    def issue() -> None:
        _made, left = crossing.issue_minutes(actor=actor, conference_id=conference_id, at=clock.now())
        for each in left:
            messages.warning(request, each)

    return acted(request, conference_id, issue, _("纪要已印发，参会单位和责任单位都能看到。"))


@gated(ATTENDS)
@require_POST
def move(request: HttpRequest, conference_id: UUID) -> HttpResponseBase:
    """Put a conference off to another time or place; the units get a new notice and answer again."""
    actor, form = actor_from(request), forms.MoveForm(request.POST, auto_id="move-%s")
    crossing.conference_for(actor, conference_id)
    if not form.is_valid():
        return draw(request, conference_id, status=422, move=form)
    return acted(
        request,
        conference_id,
        lambda: rooms.move_conference(
            actor=actor,
            conference_id=conference_id,
            starts_at=forms.on_the_wall(form.cleaned_data["starts_at"]),
            place=form.cleaned_data["place"],
            reason=form.cleaned_data["reason"],
            at=clock.now(),
        ),
        _("会议已改期，新的通知已发给参会单位，请等各单位重新回执。"),
        move=form,
    )


@gated(ATTENDS)
@require_POST
def cancel(request: HttpRequest, conference_id: UUID) -> HttpResponseBase:
    """Cancel a conference that has not been held."""
    actor, reason = actor_from(request), request.POST.get("text", "")
    crossing.conference_for(actor, conference_id)
    return acted(
        request,
        conference_id,
        lambda: rooms.cancel_conference(
            actor=actor, conference_id=conference_id, reason=reason, at=clock.now()
        ),
        _("会议已取消，参会单位已通知。"),
    )
