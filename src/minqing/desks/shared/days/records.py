"""接访记录: one record with its matter and instructions, each act where its person finds it."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minqing.crossings.reception_to_petition import hand_in_record, link_to_matter, matter_of, record_seen
from minqing.desks.shared.acting import Act, posted
from minqing.desks.shared.casefile.forms.base import Choice
from minqing.desks.shared.gate import actor_from, gated
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.staff import desk_context
from minqing.desks.shared.words import due_words
from minqing.kernel.clock import public as clock
from minqing.kernel.people.public import Actor, Duty
from minqing.reception.public import days as leaders
from minqing.reception.public.days import (
    STANDING_WORDS,
    STEP_WORDS,
    Instruction,
    ReceptionRecord,
    Standing,
    Step,
)

from .forms import InstructionForm, NumberForm, WordsForm
from .plan import DOOR


@gated(DOOR)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Show who came with what, the linked matter, and each instruction with what became of it."""
    actor, today = actor_from(request), clock.today()
    found = record_seen(actor, record_id)
    rows = list(found.instructions.select_related("organ", "owner", "leader").prefetch_related("steps__by"))
    done, drawn = posted(request, _acts(actor, found, rows))
    if done:
        return redirect("days:record", record_id=record_id)
    context = {
        "record": found,
        "matter": matter_of(actor, found),
        "persons": found.persons.all(),
        "instructions": [_told(each, today) for each in rows],
        "acts": drawn,
        **desk_context(request, "days"),
    }
    return render(request, "days/record.html", context, status=422 if request.method == "POST" else 200)


def _told(each: Instruction, today: Any) -> dict[str, Any]:
    tone, words = due_words(each.due_on, today)
    done = each.standing == Standing.DONE
    return {
        "row": each,
        "tone": "ok" if done else tone,
        "words": "" if done else words,
        "standing": retold(STANDING_WORDS[Standing(each.standing)]),
        "steps": [(s, retold(STEP_WORDS[Step(s.step)])) for s in each.steps.all()],
    }


def _owners() -> list[Choice]:
    return [
        (f"{post.organ_id}/{post.account_id}", f"{post.organ} {post.account.name}")
        for post in leaders.owners_on(clock.today())
    ]


def _acts(actor: Actor, found: ReceptionRecord, rows: list[Instruction]) -> list[Act]:
    acts: list[Act] = []
    for number, each in enumerate(rows, start=1):
        acts += _following(actor, each, number)
    if leaders.stands_for(actor, found.day.leader_id):
        acts.append(
            Act(
                "give",
                _("作批示"),
                _("批示"),
                partial(InstructionForm, owners=_owners()),
                partial(_give, actor, found),
            )
        )
    if found.subject_id is None:
        acts.append(Act("link", _("关联已有的事项"), _("关联"), NumberForm, partial(_link, actor, found)))
        if actor.holds(Duty.REGISTRAR):
            acts.append(
                Act(
                    "create",
                    _("转为信访事项"),
                    _("登记为新的事项"),
                    forms.Form,
                    partial(_create, actor, found),
                )
            )
    return acts


def _following(actor: Actor, each: Instruction, number: int) -> list[Act]:
    said = {"n": number}
    carries = leaders.carries_out(actor, each)
    judges = leaders.stands_for(actor, each.leader_id)
    found = []
    if each.standing == Standing.OPEN and carries:
        found += [
            _step(actor, each, "progress", _("批示%(n)d：记进展") % said, leaders.note_progress),
            _step(actor, each, "report", _("批示%(n)d：报告结果") % said, leaders.report_instruction),
        ]
    if each.standing == Standing.REPORTED and judges:
        found += [
            _step(actor, each, "confirm", _("批示%(n)d：确认落实") % said, leaders.confirm_instruction),
            _step(actor, each, "return", _("批示%(n)d：退回再办") % said, leaders.send_back_instruction),
        ]
    return found


def _step(actor: Actor, each: Instruction, key: str, title: str, verb: Any) -> Act:
    def do(form: WordsForm) -> str:
        verb(actor=actor, instruction_id=each.pk, words=form.cleaned_data["words"], at=clock.now())
        return _("已记下。")

    return Act(f"{key}-{each.pk}", title, title.partition("：")[2] or title, WordsForm, do)


def _give(actor: Actor, found: ReceptionRecord, form: InstructionForm) -> str:
    organ, _slash, owner = form.cleaned_data["owner"].partition("/")
    leaders.give_instruction(
        actor=actor,
        record_id=found.pk,
        text=form.cleaned_data["text"],
        organ_id=UUID(organ),
        owner_id=UUID(owner),
        workdays=form.cleaned_data["workdays"],
        at=clock.now(),
    )
    return _("已批示，责任人已收到通知。")


def _link(actor: Actor, found: ReceptionRecord, form: NumberForm) -> str:
    link_to_matter(actor=actor, record_id=found.pk, number=form.cleaned_data["number"], at=clock.now())
    return _("已关联。")


def _create(actor: Actor, found: ReceptionRecord, _form: object) -> str:
    hand_in_record(actor=actor, record_id=found.pk, at=clock.now())
    return _("已登记为新的事项，来访人和内容都带过去了。")
