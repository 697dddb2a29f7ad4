"""问题件: one case with its matters; assign, note, end."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minqing.desks.shared import words
from minqing.desks.shared.acting import Act, acted, deed
from minqing.desks.shared.gate import actor_from, gated
from minqing.kernel.clock import public as clock
from minqing.kernel.people.public import Account, Actor, Duty, duty_holders
from minqing.supervision.public import problems

from . import forms
from .parts import WORKERS, frame, matter_href, page


@gated(WORKERS)
@require_http_methods(["GET", "POST"])
def problem(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show one problem case with its matters; assign, note, end."""
    actor = actor_from(request)
    case = problems.case_for(actor, case_id)
    return acted(request, _acts(actor, case), page("item"), lambda: _shown(request, actor, case))


def _shown(request: HttpRequest, actor: Actor, case: problems.ProblemCase) -> dict[str, Any]:
    ground = problems.GROUNDS[problems.Ground(case.ground)]
    facts = [
        (_("由什么引起"), f"{ground.words}（{ground.basis.cite}）", ""),
        (_("负责人"), case.owner.name if case.owner else _("待指定"), ""),
        (_("期限"), words.day_words(case.due_on), ""),
        (_("办理结果"), case.result or _("办理中"), ""),
        *(
            (_("事项"), f"{each.number} {each.title}", matter_href(each.pk))
            for each in problems.matters_of(actor, case)
        ),
    ]
    return frame(request, "problems", _("问题件"), facts=facts, story=case.progress)


def _acts(actor: Actor, case: problems.ProblemCase) -> list[Act]:
    if case.status != problems.Status.OPEN:
        return []
    who: dict[str, Any] = {"actor": actor, "case_id": case.pk}
    note, end = partial(problems.note_progress, **who), partial(problems.end_problem, **who)
    acts = [
        deed("note", _("记录进展"), forms.WordsForm, note, _("已记录。")),
        deed("end", _("办结"), forms.EndForm, end, _("已办结。")),
    ]
    if actor.holds(Duty.SUPERVISOR):
        form = partial(forms.PersonForm, people=_people(problems.matters_of(actor, case)))
        assign = partial(problems.assign_problem, **who)
        acts.insert(0, deed("assign", _("指定负责人"), form, assign, _("已指定。")))
    return acts


def _people(matters: Any) -> list[tuple[str, str]]:
    """Return who supervises, and who leads or handles where the matters are."""
    organs = {key for row in matters for key in (row.holder_id, row.handling_id, row.received_by_id) if key}
    holders = duty_holders((Duty.SUPERVISOR, Duty.LEADER, Duty.HANDLER), clock.today())
    keys = {holder.account_id for holder in holders if holder.organ_id in organs}
    return [(str(each.pk), each.name) for each in Account.objects.filter(pk__in=keys).order_by("name")]
