"""领导包案台账: who holds what, red where progress is missing; one case with what was done."""

from functools import partial
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from minqing.desks.shared.acting import Act, posted
from minqing.desks.shared.casefile.forms import DayInput
from minqing.desks.shared.casefile.forms.base import (
    SHORT,
    Choice,
    OrganSelect,
    choose,
    organ_choices,
    text_area,
)
from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.retelling import retold_lazy
from minqing.desks.shared.staff import desk_context
from minqing.kernel.access.public import desk
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import NotAllowed
from minqing.kernel.people.public import Actor, Duty, Post, competent_organs
from minqing.petition.public import visible_to
from minqing.supervision.public import held
from minqing.supervision.public.held import Deed, Ending, Ground, HeldCase, HoldDraft

DOOR: Final = desk(Duty.LEADER, Duty.SUPERVISOR, Duty.REGISTRAR, Duty.HANDLER)


class HoldForm(forms.Form):
    """A new held case."""

    number = forms.CharField(label=lazy("事项的登记编号"), max_length=32)
    leader = forms.ChoiceField(label=lazy("包案领导"), widget=OrganSelect)
    organ = forms.ChoiceField(label=lazy("责任单位"), widget=OrganSelect)
    ground = forms.ChoiceField(
        label=lazy("为什么包案"), choices=[(g.value, retold_lazy(w)) for g, w in held.GROUND_WORDS.items()]
    )
    why = forms.CharField(
        label=lazy("具体情况"),
        required=False,
        max_length=SHORT,
        widget=text_area(2),
        help_text=lazy("例如来过几次、卡在哪里。"),
    )
    plan = forms.CharField(label=lazy("化解方案"), max_length=SHORT, widget=text_area(4))
    due_on = forms.DateField(label=lazy("化解期限"), widget=DayInput)
    every = forms.IntegerField(
        label=lazy("多少天记一次进展"), min_value=1, max_value=365, initial=held.PROGRESS_EVERY
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Post.objects.on(clock.today()).filter(duty=Duty.LEADER.value, account__is_active=True)
        posts = rows.select_related("organ", "account").order_by("organ__sort_key")
        found: list[Choice] = [
            (f"{p.organ_id}/{p.account_id}", f"{p.organ} {p.title} {p.account.name}") for p in posts
        ]
        choose(self, "leader", found)
        choose(self, "organ", organ_choices(competent_organs()))


class DeedForm(forms.Form):
    """What was done."""

    deed = forms.ChoiceField(
        label=lazy("做了什么"), choices=[(d.value, retold_lazy(held.DEED_WORDS[d])) for d in held.BY_HAND]
    )
    on = forms.DateField(label=lazy("哪一天"), widget=DayInput)
    words = forms.CharField(label=lazy("情况"), max_length=SHORT, widget=text_area(3))


class EndForm(forms.Form):
    """The end of a held case."""

    ending = forms.ChoiceField(
        label=lazy("结果"), choices=[(e.value, retold_lazy(w)) for e, w in held.ENDING_WORDS.items()]
    )
    words = forms.CharField(label=lazy("结果说明"), max_length=SHORT, widget=text_area(3))
    proof = forms.CharField(label=lazy("依据材料"), max_length=SHORT, widget=text_area(2))


@gated(DOOR)
@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """Show the running held cases, red ones first; hold another one."""
    actor, today = actor_from(request), clock.today()
    acts = (
        [Act("hold", _("新的包案"), _("包案"), HoldForm, partial(_hold, actor))]
        if held.may_hold(actor)
        else []
    )
    done, drawn = posted(request, acts)
    if done:
        return redirect("held:list")
    everything = request.GET.get("all") == "1"
    context = {
        "lines": held.held_lines(actor, today, running=not everything),
        "everything": everything,
        "acts": drawn,
        **desk_context(request, "held"),
    }
    return render(request, "held/list.html", context, status=422 if request.method == "POST" else 200)


def _hold(actor: Actor, form: HoldForm) -> str:
    said = form.cleaned_data
    matter = visible_to(actor).filter(number=said["number"].strip()).first()
    if matter is None:
        raise NotAllowed(_("没有这个登记编号的事项，或者您无权查看。请核对编号。"))
    organ, _slash, leader = said["leader"].partition("/")
    draft = HoldDraft(
        leader_id=UUID(leader),
        leader_organ_id=UUID(organ),
        organ_id=UUID(said["organ"]),
        ground=Ground(said["ground"]),
        why=said["why"],
        plan=said["plan"],
        due_on=said["due_on"],
        every=said["every"],
    )
    held.hold_case(actor=actor, petition_id=matter.pk, draft=draft, at=clock.now())
    return _("已列入包案。")


@gated(DOOR)
@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show one held case: plan, what was done, result; write down more."""
    actor, today = actor_from(request), clock.today()
    found = held.case_for(actor, case_id)
    done, drawn = posted(request, _acts(actor, found))
    if done:
        return redirect("held:case", case_id=case_id)
    context = {
        "case": found,
        "matter": visible_to(actor).get(pk=found.subject_id),
        "told": found.told.select_related("by"),
        "tone": held.tone_on(found.facts, today),
        "next_on": held.progress_due(found.facts),
        "acts": drawn,
        **desk_context(request, "held"),
    }
    return render(request, "held/case.html", context, status=422 if request.method == "POST" else 200)


def _acts(actor: Actor, found: HeldCase) -> list[Act]:
    acts: list[Act] = []
    if found.ended_on is None and held.may_tell(actor, found):
        acts.append(
            Act("tell", _("记经过"), _("记下"), DeedForm, partial(_tell, actor, found), {"on": clock.today()})
        )
    if found.ended_on is None and actor.account_id == found.leader_id:
        acts.append(Act("end", _("办结包案"), _("办结"), EndForm, partial(_end, actor, found)))
    return acts


def _tell(actor: Actor, found: HeldCase, form: DeedForm) -> str:
    said = form.cleaned_data
    held.tell_deed(
        actor=actor,
        case_id=found.pk,
        deed=Deed(said["deed"]),
        words=said["words"],
        on=said["on"],
        at=clock.now(),
    )
    return _("已记下。")


def _end(actor: Actor, found: HeldCase, form: EndForm) -> str:
    said = form.cleaned_data
    held.end_case(
        actor=actor,
        case_id=found.pk,
        ending=Ending(said["ending"]),
        words=said["words"],
        proof=said["proof"],
        at=clock.now(),
    )
    return _("包案已办结。")
