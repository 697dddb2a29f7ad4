"""Drafting the opinion item by item: saved while one writes; two writers are told, nothing is lost."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minqing.desks.shared import words
from minqing.desks.shared.gate import actor_from, gated, refusal_words
from minqing.desks.shared.listing.doors import CASEWORK
from minqing.desks.shared.retelling import retold
from minqing.desks.shared.staff import desk_context
from minqing.kernel.clock import public as clock
from minqing.kernel.law.public import Conflict, NotAllowed, Refused
from minqing.kernel.people.public import Actor, competent_organs
from minqing.petition import public as petition
from minqing.petition.public import AnswerDraft, CaseFile, Opinion, Petition, Purpose, handling

from .page import case_context

MAX: Final = 20_000


@dataclass(frozen=True, slots=True)
class Item:
    """One request with the answer being written, and the stored one beside it when the two have parted."""

    request_id: str
    seq: int
    text: str
    outcome: str
    reason: str
    basis: str
    executor: str = ""
    execute_by: str = ""
    executed: str = ""
    stored: "Item | None" = None

    @property
    def written(self) -> tuple[str, ...]:
        """What was written of the answer, to tell two drafts apart."""
        return (self.outcome, self.reason, self.basis, self.executor, self.execute_by, self.executed)


@gated(CASEWORK)
@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest, petition_id: UUID) -> HttpResponse:
    """Show the draft and save it; the button ``送审`` saves and sends it up in one go."""
    actor = actor_from(request)
    if request.method == "GET":
        return _draw(request, actor, petition_id)
    facts, answers = read_draft(request)
    at = clock.now()
    try:
        petition.save_opinion(
            actor=actor,
            petition_id=petition_id,
            facts=facts,
            answers=answers,
            version=_version(request),
            at=at,
        )
        _hear(request, actor, petition_id, at)
        if request.POST.get("then") == "submit":
            petition.submit_opinion(actor=actor, petition_id=petition_id, at=at)
            messages.success(request, _("已送审。"))
            return redirect("casework:matter", petition_id=petition_id)
    except Conflict as conflict:
        return _draw(request, actor, petition_id, mine=(facts, answers), refused=conflict)
    except Refused as refused:
        return _draw(request, actor, petition_id, mine=(facts, answers), refused=refused)
    messages.success(request, _("已保存草稿。"))
    return redirect("casework:opinion", petition_id=petition_id)


@gated(CASEWORK)
@require_POST
def autosave(request: HttpRequest, petition_id: UUID) -> JsonResponse:
    """Save the draft while somebody writes; 409 when somebody else has written meanwhile."""
    facts, answers = read_draft(request)
    try:
        saved = petition.save_opinion(
            actor=actor_from(request),
            petition_id=petition_id,
            facts=facts,
            answers=answers,
            version=_version(request),
            at=clock.now(),
        )
    except Conflict as conflict:
        return JsonResponse({"words": conflict.reason}, status=409)
    except NotAllowed:
        # As everywhere: what is nobody's business looks like what does not exist.
        raise
    except Refused as refused:
        # Not a success: the words on the device must stay there.
        return JsonResponse({"words": refusal_words(refused)}, status=422)
    said = _("%(at)s 已自动保存") % {"at": f"{clock.now().astimezone(clock.CIVIL_ZONE):%H:%M}"}
    return JsonResponse({"version": saved.version, "words": said})


def read_draft(request: HttpRequest) -> tuple[str, tuple[AnswerDraft, ...]]:
    """Return facts and answers from the sent form; anything that is no request's id is left out."""
    answers = []
    for text in request.POST.getlist("request"):
        try:
            request_id = UUID(text)
        except ValueError:
            continue
        answers.append(
            AnswerDraft(
                request_id=request_id,
                outcome=request.POST.get(f"outcome-{text}", "")[:20],
                reason=_text(request, f"reason-{text}"),
                basis=_text(request, f"basis-{text}"),
                executor_id=_id(request.POST.get(f"executor-{text}", "")),
                execute_by=_day(request.POST.get(f"execute_by-{text}", "")),
                executed=_text(request, f"executed-{text}"),
            )
        )
    return _text(request, "facts"), tuple(answers)


def _hear(request: HttpRequest, actor: Actor, petition_id: UUID, at: datetime) -> None:
    """Record how the petitioner was heard when the page brings it along; nothing written is nothing done."""
    way, points = request.POST.get("heard_way", "")[:20], _text(request, "heard_points")
    if way or points.strip():
        handling.hear_petitioner(
            actor=actor,
            petition_id=petition_id,
            way=way,
            heard_on=_day(request.POST.get("heard_on", "")),
            points=points,
            at=at,
        )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "").replace("\r\n", "\n")[:MAX]


def _version(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    # Ten digits are a thousand years of saving; "²" is a digit but no number.
    return int(text) if text.isdecimal() and len(text) <= 10 else None  # noqa: PLR2004 - told above


def _draw(
    request: HttpRequest,
    actor: Actor,
    petition_id: UUID,
    *,
    mine: tuple[str, tuple[AnswerDraft, ...]] | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    case = petition.case_file(actor, petition_id, clock.now())
    matter = case.petition
    stored = _items(case)
    facts = case.opinion.facts if case.opinion else ""
    context = {
        **case_context(case, clock.today(), "opinion"),
        "items": stored if mine is None else _beside(stored, mine[1]),
        "facts_text": facts if mine is None else mine[0],
        "facts_stored": facts if mine is not None and mine[0] != facts else "",
        "version": case.opinion.version if case.opinion else "",
        "outcomes": [
            (o.value, words.word(words.OUTCOMES, o))
            for o in petition.Outcome
            if o in petition.OUTCOMES[Purpose(matter.purpose or Purpose.CLAIM)]
        ],
        "refused": refused,
        "conflict": isinstance(refused, Conflict),
        "sent_back": _sent_back(case.opinion),
        "proposal": matter.purpose == Purpose.PROPOSAL,
        **_beside_answers(request, matter),
    }
    status = 200 if refused is None else 409 if isinstance(refused, Conflict) else 422
    return render(
        request, "casefile/opinion.html", {**context, **desk_context(request, "matters")}, status=status
    )


def _beside_answers(request: HttpRequest, matter: Petition) -> dict[str, Any]:
    """Return what the page asks besides: how the petitioner was heard, who carries out what is supported."""
    claim = matter.purpose == Purpose.CLAIM
    ways = [(way.value, retold(said)) for way, said in handling.WAY_WORDS.items()]
    asked = matter.procedure == petition.Procedure.PETITION and matter.level == petition.Level.FIRST
    return {
        "executes": claim,
        "organs": [(str(organ.id), organ.name) for organ in competent_organs()] if claim else [],
        "unheard": claim and asked and matter.heard_on is None,
        "ways": ways,
        "heard": {
            "way": request.POST.get("heard_way", ""),
            "on": request.POST.get("heard_on", "") or clock.today().isoformat(),
            "points": _text(request, "heard_points"),
        },
    }


def _items(case: CaseFile) -> list[Item]:
    answered = {answer.request_id: answer for answer in case.answers}
    items = []
    for asked in case.requests:
        answer = answered.get(asked.id)
        items.append(
            Item(
                str(asked.id),
                asked.seq,
                asked.text,
                answer.outcome if answer else "",
                answer.reason if answer else "",
                answer.basis if answer else "",
                str(answer.executor_id or "") if answer else "",
                answer.execute_by.isoformat() if answer and answer.execute_by else "",
                answer.executed if answer else "",
            )
        )
    return items


def _beside(stored: list[Item], mine: tuple[AnswerDraft, ...]) -> list[Item]:
    written = {str(answer.request_id): answer for answer in mine}
    items = []
    for item in stored:
        answer = written.get(item.request_id)
        if answer is None:
            items.append(item)
            continue
        mine_now = Item(
            item.request_id,
            item.seq,
            item.text,
            str(answer.outcome),
            answer.reason,
            answer.basis,
            str(answer.executor_id or ""),
            answer.execute_by.isoformat() if answer.execute_by else "",
            answer.executed,
        )
        same = mine_now.written == item.written
        items.append(mine_now if same else replace(mine_now, stored=item))
    return items


def _sent_back(opinion: Opinion | None) -> str:
    return opinion.sent_back_reason if opinion is not None and opinion.status == "sent_back" else ""
