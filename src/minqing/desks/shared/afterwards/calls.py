"""回访: the calls somebody is to make, one page to write each down, the results matter by matter.

Nobody sees the petitioner's rating before calling; nothing here counts or ranks persons (条例 39(1)).
"""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from minqing.desks.shared import words
from minqing.desks.shared.casefile.forms import text_area
from minqing.desks.shared.gate import actor_from, gated, refusal_words, refuse_form
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.ribbon import Deadline
from minqing.desks.shared.staff import desk_context
from minqing.kernel.access.public import Door, desk
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import NotAllowed, Refused
from minqing.kernel.people.public import Duty, reveal_field
from minqing.petition.public import closing

CALLERS: Final[Door] = desk(Duty.REGISTRAR, Duty.SUPERVISOR, Duty.LEADER)
YES_NO: Final = (("", lazy("没有问到")), ("yes", lazy("是")), ("no", lazy("不是")))
SPOKEN: Final = {"yes": True, "no": False}
TONES: Final = {"drawn": "active", "done": "done", "unreached": "stopped", "declined": "stopped"}


class CallForm(forms.Form):
    """回访记录: reached or not, willing or not, the same three questions as on the rating, and two more."""

    outcome = forms.ChoiceField(
        label=lazy("联系的结果"),
        choices=[
            ("reached", lazy("接通了，信访人愿意回答")),
            ("declined", lazy("接通了，信访人不愿意接受回访")),
            ("unreached", lazy("没有联系上")),
        ],
        widget=forms.RadioSelect,
    )
    answer_received = forms.ChoiceField(label=lazy("收到书面答复了吗"), choices=YES_NO, required=False)
    resolved = forms.ChoiceField(
        label=lazy("问题解决了没有"), choices=[("", "—"), *words.RESOLVED.items()], required=False
    )
    office_attitude = forms.ChoiceField(
        label=lazy("对信访部门满意吗"), choices=[("", "—"), *words.ATTITUDES.items()], required=False
    )
    organ_attitude = forms.ChoiceField(
        label=lazy("对办理单位满意吗"), choices=[("", "—"), *words.ATTITUDES.items()], required=False
    )
    rated_freely = forms.ChoiceField(
        label=lazy("如果评价过，是自己的意思吗（没有人劝、没有人代）"), choices=YES_NO, required=False
    )
    said = forms.CharField(label=lazy("信访人的话"), max_length=2000, required=False, widget=text_area(4))

    def call(self) -> closing.Call:
        """Return what the call brought."""
        data = self.cleaned_data
        return closing.Call(
            reached=data["outcome"] != "unreached",
            willing=data["outcome"] == "reached",
            resolved=data["resolved"],
            office_attitude=data["office_attitude"],
            organ_attitude=data["organ_attitude"],
            answer_received=SPOKEN.get(data["answer_received"]),
            rated_freely=SPOKEN.get(data["rated_freely"]),
            said=data["said"],
        )


@gated(CALLERS)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Show the calls to make; to supervisors and leaders also who is to make which, and what came of them."""
    actor, today = actor_from(request), clock.today()
    waiting = closing.to_be_assigned(actor)
    callers = closing.callers_for(waiting, today)
    context = {
        "mine": [(row, _due(row.due_on, today)) for row in closing.calls_waiting(actor)],
        "open": [(row, _due(row.due_on, today), callers[row.pk]) for row in waiting],
        "ended": [_ended(row) for row in closing.calls_ended(actor)],
        "draws": closing.draws() if actor.holds(Duty.SUPERVISOR) or actor.holds(Duty.LEADER) else [],
        **desk_context(request, "calls"),
    }
    return render(request, "afterwards/calls.html", context)


def _due(day: date, today: date) -> Deadline:
    tone, said = words.due_words(day, today)
    return Deadline(tone, said, day)


def _ended(row: closing.CallBack) -> dict[str, Any]:
    """Return one result: what was said on the telephone beside what was rated, where they differ."""
    rated = getattr(row.petition, "evaluation", None)
    return {
        "row": row,
        "state": retold(closing.CALL_WORDS[closing.CallStatus(row.status)]),
        "tone": "bad" if row.differs else TONES[row.status],
        "called": _three(row) if row.status == "done" else "",
        "rated": _three(rated) if rated else _("信访人没有评价"),
        "differs": "、".join(retold(each) for each in row.differs),
    }


def _three(said: Any) -> str:
    return _("问题：%(resolved)s；对信访部门：%(office)s；对承办单位：%(organ)s") % {
        "resolved": words.word(words.RESOLVED, said.resolved),
        "office": words.word(words.ATTITUDES, said.office_attitude),
        "organ": words.word(words.ATTITUDES, said.organ_attitude),
    }


@gated(CALLERS)
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, call_id: UUID) -> HttpResponseBase:
    """Show whom to call and what to ask, and write down what was said."""
    actor = actor_from(request)
    row = closing.open_call(actor, call_id, clock.now())
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = closing.record_call_back(
                actor=actor, call_back_id=call_id, call=form.call(), at=clock.now()
            )
        except NotAllowed:
            raise
        except Refused as refused:
            refuse_form(form, refused)
        else:
            again = done.status == closing.CallStatus.DRAWN
            messages.success(request, _("已记下，请改天再打。") if again else _("回访已记下。"))
            return redirect("casework:calls")
    person = row.petition.petitioner
    context = {
        "row": row,
        "telephone": reveal_field(person, "telephone") if person and row.status == "drawn" else "",
        "deadline": _due(row.due_on, clock.today()),
        "form": form,
        **desk_context(request, "calls"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "afterwards/call.html", context, status=status)


@gated(CALLERS)
@require_POST
def assign(request: HttpRequest, call_id: UUID) -> HttpResponseBase:
    """Name somebody else for a call."""
    try:
        account_id = UUID(request.POST.get("account", ""))
    except ValueError:
        raise Http404 from None
    try:
        closing.assign_call_back(
            actor=actor_from(request), call_back_id=call_id, account_id=account_id, at=clock.now()
        )
    except Refused as refused:
        if refused.basis is None:
            raise
        messages.error(request, refusal_words(refused))
    else:
        messages.success(request, _("已指定回访人。"))
    return redirect("casework:calls")
