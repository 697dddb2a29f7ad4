"""领导接访: a unit's month, one day with its appointments, swaps and checking in."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minqing.crossings.reception_to_petition import records_seen
from minqing.desks.shared.acting import Act, posted
from minqing.desks.shared.gate import actor_from, gated, refusal_words
from minqing.desks.shared.staff import desk_context
from minqing.kernel.access.public import desk
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import NotAllowed, Refused
from minqing.kernel.people.public import Actor, Duty, Organ
from minqing.reception.public import days as leaders
from minqing.reception.public.days import Kind, LeaderDay, Stage

from .forms import BookForm, DayForm, GenerateForm, OtherForm, PortfolioForm, ReasonForm, RecordForm

if TYPE_CHECKING:
    from minqing.desks.shared.casefile.forms.base import Choice

DOOR: Final = desk(Duty.REGISTRAR, Duty.COUNTER, Duty.LEADER, Duty.HANDLER)
DECEMBER: Final = 12


def _month(text: str, today: date) -> tuple[int, int]:
    year, _dash, month = text.partition("-")
    if year.isdigit() and month.isdigit() and 1 <= int(month) <= DECEMBER and len(year) == len("2026"):
        return int(year), int(month)
    return today.year, today.month


def _organ(actor: Actor, wanted: str) -> tuple[Organ | None, list[Organ]]:
    organs = list(leaders.organs_planned_by(actor))
    chosen = next((each for each in organs if str(each.pk) == wanted), None)
    own = next((each for each in organs if each.pk in actor.organ_ids()), None)
    return chosen or own or next(iter(organs), None), organs


@gated(DOOR)
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Show a month of a unit, working days without a leader red; generate, add, publish."""
    actor, today = actor_from(request), clock.today()
    organ, organs = _organ(actor, request.GET.get("organ", ""))
    if organ is None:
        messages.error(request, _("排班由信访工作部门的登记、窗口人员进行。"))
        return redirect("casework:home")
    year, month = _month(request.GET.get("month", ""), today)
    here = f"?organ={organ.pk}&month={year}-{month:02d}"
    done, drawn = posted(request, _plan_acts(actor, organ, (year, month), today))
    if done:
        return redirect(f"{request.path}{here}")
    lines = leaders.month_plan(organ, year, month)
    beside = [leaders.month_beside(year, month, by) for by in (-1, 1)]
    context = {
        "organ": organ,
        "organs": organs,
        "lines": lines,
        "gaps": sum(line.gap and line.day >= today for line in lines),
        "unpublished": sum(not each.published for line in lines for each in line.held),
        "months": [f"{y}-{m:02d}" for y, m in beside],
        "year": year,
        "month": month,
        "here": here,
        "today": today,
        "acts": drawn,
        **desk_context(request, "days"),
    }
    return render(request, "days/plan.html", context, status=422 if request.method == "POST" else 200)


def _plan_acts(actor: Actor, organ: Organ, month: tuple[int, int], today: date) -> list[Act]:
    choices: list[Choice] = [(str(each.pk), each.name) for each in leaders.leaders_of(organ, today)]
    rule = leaders.rotation_of(organ, Kind.FIXED)
    names = ("rhythm", "nth", "place", "starts", "ends", "slot_minutes", "per_slot")
    known: dict[str, Any] = (
        {name: getattr(rule, name) for name in names} if rule else {"place": organ.address}
    )
    known["leaders"] = [str(each) for each in rule.leaders] if rule else [key for key, _name in choices]

    def generate(form: GenerateForm) -> str:
        draft = leaders.RotationDraft(
            rhythm=form.rhythm_chosen,
            nth=form.cleaned_data["nth"] or 0,
            leaders=tuple(UUID(each) for each in form.cleaned_data["leaders"]),
            **form.hours(),
        )
        made = leaders.generate_month(
            actor=actor, organ_id=organ.pk, draft=draft, year=month[0], month=month[1], at=clock.now()
        )
        return _("已排 %(n)d 天。") % {"n": len(made.days)}

    def add(form: DayForm) -> str:
        said = form.cleaned_data
        draft = leaders.DayDraft(
            day=said["day"], leader=UUID(said["leader"]), companions=said["companions"], **form.hours()
        )
        leaders.set_leader_day(actor=actor, organ_id=organ.pk, draft=draft, at=clock.now())
        return _("已加上这一天。")

    def answer_for(form: PortfolioForm) -> str:
        said = form.cleaned_data
        leaders.save_portfolio(
            actor=actor,
            organ_id=organ.pk,
            account_id=UUID(said["leader"]),
            words=said["words"],
            subjects=said["subjects"],
            at=clock.now(),
        )
        return _("分管已登记。")

    def publish(_form: object) -> str:
        made = leaders.publish_month(
            actor=actor, organ_id=organ.pk, year=month[0], month=month[1], at=clock.now()
        )
        return _("已公布 %(n)d 天。") % {"n": made}

    return [
        Act("publish", _("公布这个月"), _("公布"), _Plain, publish),
        Act(
            "generate",
            _("按轮值生成这个月"),
            _("生成"),
            partial(GenerateForm, leaders=choices),
            generate,
            known,
        ),
        Act("add", _("加一天"), _("加上"), partial(DayForm, leaders=choices), add, known),
        Act("portfolio", _("登记领导分管"), _("保存"), partial(PortfolioForm, leaders=choices), answer_for),
    ]


class _Plain(ReasonForm):
    """A form with nothing to say."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]


@gated(DOOR)
@require_http_methods(["GET", "POST"])
def day(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """Show one day: who is expected, what was received; book, record, cover, swap, cancel."""
    actor, today = actor_from(request), clock.today()
    found = leaders.day_for(actor, day_id)
    done, drawn = posted(request, _day_acts(actor, found, today))
    if done:
        return redirect("days:day", day_id=day_id)
    context = {
        "day": found,
        "bookings": leaders.bookings_of([found.pk]),
        "records": records_seen(actor).filter(day=found).prefetch_related("persons", "instructions"),
        "acts": drawn,
        "today": today,
        **desk_context(request, "days"),
    }
    return render(request, "days/day.html", context, status=422 if request.method == "POST" else 200)


def _day_acts(actor: Actor, found: LeaderDay, today: date) -> list[Act]:
    plans = leaders.organs_planned_by(actor).filter(pk=found.organ_id).exists()
    leads = leaders.stands_for(actor, found.leader_id)
    acts: list[Act] = []
    if found.cancelled:
        return acts
    if found.day <= today:
        acts.append(_recording(actor, found))
    if found.day >= today:
        if plans and found.published:
            acts.append(_booking(actor, found))
        acts.append(_covering(actor, found))
        if leads:
            acts.append(_swapping(actor, found))
        if plans:
            cancel = partial(leaders.cancel_day, actor=actor, day_id=found.pk)
            acts.append(
                Act("cancel", _("取消这一天"), _("取消"), ReasonForm, lambda form: _cancelled(cancel, form))
            )
    return acts


def _cancelled(cancel: Any, form: ReasonForm) -> str:
    cancel(reason=form.cleaned_data["reason"], at=clock.now())
    return _("已取消；已经预约的人会收到短信。")


def _recording(actor: Actor, found: LeaderDay) -> Act:
    waiting = [each for each in leaders.bookings_of([found.pk]) if each.status in {"booked", "checked_in"}]
    choices: list[Choice] = [(str(each.pk), f"{each.slot:%H:%M} {each.person.name}") for each in waiting]

    def note(form: RecordForm) -> str:
        said = form.cleaned_data
        visitors = (leaders.Visitor(said["name"], said["telephone"]),) if said["name"] else ()
        draft = leaders.RecordDraft(
            title=said["title"],
            what=said["what"],
            answer=said["answer"],
            visitors=visitors,
            people=said["people"],
            booking_id=UUID(said["booking"]) if said["booking"] else None,
        )
        leaders.record_reception(actor=actor, day_id=found.pk, draft=draft, at=clock.now())
        return _("已记下；在下面打开这一条，可以作批示、关联事项。")

    return Act("record", _("记一次接访"), _("记下"), partial(RecordForm, bookings=choices), note)


def _booking(actor: Actor, found: LeaderDay) -> Act:
    slots: list[Choice] = [(f"{s:%H:%M}", f"{s:%H:%M}") for s in leaders.free_slots(found, clock.now())]

    def book(form: BookForm) -> str:
        made = leaders.book_leader(actor=actor, day_id=found.pk, draft=draft_of(form), at=clock.now())
        return _("已预约，预约码 %(code)s，请告诉来访人。") % {"code": made.code}

    return Act("book", _("替人预约"), _("预约"), partial(BookForm, slots=slots), book)


def draft_of(form: BookForm) -> leaders.BookingDraft:
    """Return what the booking form says, without a matter."""
    said = form.cleaned_data
    return leaders.BookingDraft(
        slot=clock.now()
        .replace(
            hour=int(said["slot"][:2]), minute=int(said["slot"][3:]), second=0, microsecond=0, tzinfo=None
        )
        .time(),
        name=said["name"],
        telephone=said["telephone"],
        stage=Stage(said["stage"] or Stage.NEW),
        about=said["about"],
        reason=said["reason"],
        people=said["people"],
    )


def _covering(actor: Actor, found: LeaderDay) -> Act:
    others: list[Choice] = [
        (str(each.pk), each.name)
        for each in leaders.leaders_of(found.organ, found.day)
        if each.pk != found.leader_id
    ]

    def cover(form: OtherForm) -> str:
        said = form.cleaned_data
        leaders.cover_day(
            actor=actor,
            day_id=found.pk,
            leader_id=UUID(said["other"]),
            reason=said["reason"],
            at=clock.now(),
        )
        return _("已改由另一位领导代班。")

    return Act("cover", _("请人代班"), _("代班"), partial(OtherForm, others=others), cover)


def _swapping(actor: Actor, found: LeaderDay) -> Act:
    rows = LeaderDay.objects.filter(organ=found.organ, cancelled=False, day__gte=clock.today())
    rows = rows.filter(day__lte=clock.today() + timedelta(days=60)).exclude(leader=found.leader_id)
    others: list[Choice] = [(str(each.pk), f"{each.day:%m-%d} {each.leader_name}") for each in rows]

    def ask(form: OtherForm) -> str:
        said = form.cleaned_data
        leaders.ask_swap(
            actor=actor, day_id=found.pk, other_id=UUID(said["other"]), reason=said["reason"], at=clock.now()
        )
        return _("已请求调班，对方同意以后才换。")

    return Act("swap", _("请求调班"), _("请求"), partial(OtherForm, others=others), ask)


@gated(DOOR)
@require_POST
def swap(request: HttpRequest, swap_id: UUID) -> HttpResponse:
    """Answer a swap."""
    agree = request.POST.get("agree") == "yes"
    try:
        leaders.answer_swap(actor=actor_from(request), swap_id=swap_id, agree=agree, at=clock.now())
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, refusal_words(refused))
    else:
        messages.success(request, _("已调班。") if agree else _("已答复不同意。"))
    return redirect("leader:day")


@gated(DOOR)
@require_POST
def check_in(request: HttpRequest) -> HttpResponse:
    """Check an appointment in by its code."""
    try:
        found = leaders.check_in_booking(
            actor=actor_from(request), code=request.POST.get("code", ""), at=clock.now()
        )
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, refusal_words(refused))
        return redirect("days:plan")
    messages.success(request, _("已报到。"))
    return redirect("days:day", day_id=found.day_id)
