"""领导接访排班: a unit's month by rotation and by hand, published; who answers for what."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minqing.desks.shared.acting import Act, posted
from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.staff import desk_context
from minqing.kernel.access.public import desk
from minqing.kernel.clock import public as clock
from minqing.kernel.people.public import Actor, Duty, Organ
from minqing.reception.public import days as leaders
from minqing.reception.public.days import Kind, Rotation

from .forms import DayForm, GenerateForm, PortfolioForm

if TYPE_CHECKING:
    from minqing.desks.shared.casefile.forms.base import Choice

DOOR: Final = desk(Duty.REGISTRAR, Duty.COUNTER, Duty.LEADER, Duty.HANDLER)
DECEMBER: Final = 12
OF_THE_RULE: Final = ("rhythm", "nth", "place", "starts", "ends", "slot_minutes", "per_slot")


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
    lines = leaders.month_plan(organ, year, month)
    unpublished = sum(not each.published for line in lines for each in line.held)
    done, drawn = posted(request, _Month(actor, organ, (year, month), today).acts(unpublished))
    if done:
        return redirect(f"{request.path}{here}")
    beside = [leaders.month_beside(year, month, by) for by in (-1, 1)]
    context = {
        "organ": organ,
        "organs": leaders.gaps_of(organs, year, month, today) if len(organs) > 1 else [],
        "coming": [line for line in lines if line.day >= today],
        "past": [line for line in lines if line.day < today and (line.held or line.gap)],
        "gaps": sum(line.gap and line.day >= today for line in lines),
        "unpublished": unpublished,
        "months": [f"{y}-{m:02d}" for y, m in beside],
        "year": year,
        "month": month,
        "this_month": f"{year}-{month:02d}",
        "today": today,
        "acts": drawn,
        **desk_context(request, "days"),
    }
    return render(request, "days/plan.html", context, status=422 if request.method == "POST" else 200)


class _Month:
    """What can be done with a unit's month."""

    def __init__(self, actor: Actor, organ: Organ, month: tuple[int, int], today: date) -> None:
        self.actor, self.organ, self.month = actor, organ, month
        self.leaders: list[Choice] = [(str(each.pk), each.name) for each in leaders.leaders_of(organ, today)]

    def acts(self, unpublished: int) -> list[Act]:
        """Return the acts, publishing only while there is something to publish."""
        known = self._known(leaders.rotation_of(self.organ, Kind.FIXED))
        generate, day, answers = (
            partial(form, leaders=self.leaders) for form in (GenerateForm, DayForm, PortfolioForm)
        )
        found = [
            Act("generate", _("按轮值生成这个月"), _("生成"), generate, self._generate, known),
            Act("add", _("加一天"), _("加上"), day, self._add, known),
            Act("portfolio", _("登记领导分管"), _("保存"), answers, self._answer_for),
        ]
        if unpublished:
            found.insert(0, Act("publish", _("公布这个月"), _("公布"), forms.Form, self._publish))
        return found

    def _known(self, rule: Rotation | None) -> dict[str, Any]:
        """Return what the forms begin with: the unit's rule, or its address and all its leaders."""
        if rule is None:
            return {"place": self.organ.address, "leaders": [key for key, _name in self.leaders]}
        return {name: getattr(rule, name) for name in OF_THE_RULE} | {
            "leaders": [str(each) for each in rule.leaders]
        }

    def _generate(self, form: GenerateForm) -> str:
        draft = leaders.RotationDraft(
            rhythm=form.rhythm_chosen,
            nth=form.cleaned_data["nth"] or 0,
            leaders=tuple(UUID(each) for each in form.cleaned_data["leaders"]),
            **form.hours(),
        )
        made = leaders.generate_month(
            actor=self.actor,
            organ_id=self.organ.pk,
            draft=draft,
            year=self.month[0],
            month=self.month[1],
            at=clock.now(),
        )
        return _("已排 %(n)d 天。") % {"n": len(made.days)}

    def _add(self, form: DayForm) -> str:
        said = form.cleaned_data
        draft = leaders.DayDraft(
            day=said["day"], leader=UUID(said["leader"]), companions=said["companions"], **form.hours()
        )
        leaders.set_leader_day(actor=self.actor, organ_id=self.organ.pk, draft=draft, at=clock.now())
        return _("已加上这一天。")

    def _answer_for(self, form: PortfolioForm) -> str:
        said = form.cleaned_data
        leaders.save_portfolio(
            actor=self.actor,
            organ_id=self.organ.pk,
            account_id=UUID(said["leader"]),
            words=said["words"],
            subjects=said["subjects"],
            at=clock.now(),
        )
        return _("分管已登记。")

    def _publish(self, _form: forms.Form) -> str:
        year, month = self.month
        made = leaders.publish_month(
            actor=self.actor, organ_id=self.organ.pk, year=year, month=month, at=clock.now()
        )
        return _("已公布 %(n)d 天。") % {"n": made}
