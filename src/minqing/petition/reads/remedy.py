"""What pages show of review: the chain with its windows, what may still be asked, the whole file in order.

Articles: 信访工作条例 35, 36; 18(1) (what the petitioner can query).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from minqing.kernel.clock.public import calendar, count_days
from minqing.kernel.people.public import Actor
from minqing.petition.matter.clocks import profile_in_force
from minqing.petition.matter.finality import Finality
from minqing.petition.matter.higher import ReviewChoice, review_choices
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Level, State
from minqing.petition.matter.steps import procedure_of, purpose_of
from minqing.petition.matter.words import LEVELS, STATES
from minqing.petition.reply.models import Opinion
from minqing.petition.reply.repeated import SETTING
from minqing.petition.reply.rules import starts_review
from minqing.petition.review import rules
from minqing.petition.review.actions.deciding import decision_of
from minqing.petition.review.actions.requesting import challenged
from minqing.petition.review.models import ReviewDecision, ReviewRequest
from minqing.petition.review.queries import chain_of, decide_by, family_of, outside_waiting, requests_against
from minqing.petition.review.rules import GROUND_WORDS, OUTCOME_WORDS, Ground, ReviewOutcome

APPLY_CITES: Final = {Level.REVIEW: rules.ASKS, Level.FINAL_REVIEW: rules.ASKS_AGAIN}


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step of the chain: who decided what when, and until when the next may be asked for.

    ``matter_id`` is None for what an organ outside decided. ``window_ends`` is the last day to ask for review
    of this step's opinion, ``window_why`` how it was counted; both empty when nothing follows.
    """

    level: Level
    title: str
    organ: str
    matter_id: UUID | None
    matter_number: str
    asked_words: str
    state_words: str
    opinion_number: str
    served_on: date | None
    due_on: date | None
    result: str
    window_ends: date | None
    window_why: str
    here: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """办理、复查、复核: the steps in order, and the final opinion when there is one."""

    steps: tuple[ChainStep, ...]
    final_number: str
    final_on: date | None
    requests: tuple[ReviewRequest, ...]


@dataclass(frozen=True, slots=True)
class Remedy:
    """What the petitioner may still ask for of this matter's opinion; ``late`` after the last day."""

    level: Level
    name: str
    last_day: date
    why: str
    cite: str
    late: bool


def window_why(level: Level, served_on: date) -> tuple[date, str]:
    """Return the last day to ask for review of this level, and the counting in one sentence."""
    term = profile_in_force(served_on).term(rules.APPLY_TERMS[level])
    count = count_days(served_on, term, calendar())
    return count.due, count.summary


def remedy_of(petition: Petition, today: date, requests: tuple[ReviewRequest, ...] = ()) -> Remedy | None:
    """Return what may be asked for now; None when nothing (no such opinion, asked for already, or final).

    No query; ``requests`` are those of the chain where there are any.
    """
    level, served = Level(petition.level), petition.delivered_on
    if not starts_review(purpose_of(petition), procedure_of(petition)):
        return None
    if State(petition.state) not in {State.DELIVERED, State.CLOSED} or "decline" in petition.annexes:
        return None
    mine = [each for each in requests if each.of_id == petition.pk]
    back = next((each for each in reversed(mine) if each.outside and each.result_served_on), None)
    if level is Level.FIRST and back is not None:
        level, served = Level(back.level), back.result_served_on
    wanted = rules.asked_level(level)
    if wanted is None or served is None or any(_counts(each, wanted) for each in mine):
        return None
    last_day, why = window_why(wanted, served)
    cite = APPLY_CITES[wanted].cite
    return Remedy(wanted, str(LEVELS[wanted]), last_day, why, cite, late=today > last_day)


def _counts(request: ReviewRequest, wanted: Level) -> bool:
    withdrawn = request.matter is not None and request.matter.state == State.WITHDRAWN.value
    return request.level == wanted.value and not withdrawn


def chain_for(petition: Petition, today: date) -> Chain:
    """Return the chain a matter belongs to; one query, none more for its words."""
    requests = tuple(chain_of(petition))
    steps: list[ChainStep] = []
    told: set[UUID] = set()
    for request in requests:
        first = request.of
        if first.level == Level.FIRST and first.pk not in told:
            told.add(first.pk)
            steps.append(_first_step(request, petition))
        steps.append(_review_step(request, petition, today))
        redo = request.redo
        if redo is not None and not any(each.of_id == redo.pk for each in requests):
            told.add(redo.pk)
            steps.append(_redo_step(redo, request, petition))
    finals = [each for each in requests if each.level == Level.FINAL_REVIEW and each.result_number]
    done = next((each for each in reversed(finals) if each.outcome != ReviewOutcome.SEND_BACK), None)
    return Chain(
        tuple(steps),
        done.result_number if done else petition.final_number,
        done.decided_on if done else petition.final_on,
        requests,
    )


def _first_step(request: ReviewRequest, seen_from: Petition) -> ChainStep:
    """Return the step whose opinion is complained of."""
    of = request.of
    title = _("重新办理") if of.review_of_id else _("办理")
    served = of.delivered_on
    ends, why = window_why(Level.REVIEW, served) if served else (None, "")
    return ChainStep(
        level=Level.FIRST,
        title=title,
        organ=request.respondent.name,
        matter_id=of.pk,
        matter_number=of.number or "",
        asked_words="",
        state_words=str(STATES[State(of.state)]),
        opinion_number=request.opinion_number if request.level == Level.REVIEW else "",
        served_on=served,
        due_on=of.due_on,
        result="",
        window_ends=ends,
        window_why=why,
        here=of.pk == seen_from.pk,
    )


def _redo_step(redo: Petition, request: ReviewRequest, seen_from: Petition) -> ChainStep:
    served = redo.delivered_on
    ends, why = window_why(Level.REVIEW, served) if served else (None, "")
    return ChainStep(
        level=Level.FIRST,
        title=_("重新办理"),
        organ=request.respondent.name,
        matter_id=redo.pk,
        matter_number=redo.number or "",
        asked_words="",
        state_words=str(STATES[State(redo.state)]),
        opinion_number="",
        served_on=served,
        due_on=redo.due_on,
        result="",
        window_ends=ends,
        window_why=why,
        here=redo.pk == seen_from.pk,
    )


def _review_step(request: ReviewRequest, seen_from: Petition, today: date) -> ChainStep:
    level, matter = Level(request.level), request.matter
    served = matter.delivered_on if matter is not None else request.result_served_on
    opens = level is Level.REVIEW and bool(request.outcome) and served is not None
    ends, why = window_why(Level.FINAL_REVIEW, served) if opens and served else (None, "")
    return ChainStep(
        level=level,
        title=str(LEVELS[level]),
        organ=request.organ_name,
        matter_id=matter.pk if matter is not None else None,
        matter_number=(matter.number or "") if matter is not None else "",
        asked_words=asked_words(request),
        state_words=_standing(request, today),
        opinion_number=request.result_number,
        served_on=served,
        due_on=matter.due_on if matter is not None else None,
        result=result_words(request),
        window_ends=ends,
        window_why=why,
        here=matter is not None and matter.pk == seen_from.pk,
    )


def _day(day: date) -> str:
    return _("%(year)s年%(month)s月%(day)s日") % {"year": day.year, "month": day.month, "day": day.day}


def asked_words(request: ReviewRequest) -> str:
    """Return when it was asked for and whether that was in time: 11月20日申请，期限到11月25日，未逾期."""
    said = {"day": _day(request.received_on), "ends": _day(request.window_ends_on)}
    if request.late:
        decided = {None: _("是否准许待决定"), True: _("已准许"), False: _("不予准许")}[request.admitted]
        return _("%(day)s申请，期限到%(ends)s，已逾期，%(decided)s") % {**said, "decided": decided}
    if request.posted_on is not None and request.received_on > request.window_ends_on:
        return _("%(day)s收到，邮戳%(posted)s，在期限%(ends)s之前投邮，未逾期") % {
            **said,
            "posted": _day(request.posted_on),
        }
    return _("%(day)s申请，期限到%(ends)s，未逾期") % said


def result_words(request: ReviewRequest) -> str:
    """Return the result in words, "" while there is none."""
    if request.admitted is False:
        return _("逾期，理由不成立，不再受理")
    if not request.outcome:
        return ""
    words = _(OUTCOME_WORDS[ReviewOutcome(request.outcome)])
    return f"{words}（{_day(request.redo_by)}）" if request.redo_by else words


def _standing(request: ReviewRequest, today: date) -> str:
    if request.matter is not None:
        return str(STATES[State(request.matter.state)])
    if request.decided_on is not None:
        return _("已登记结果")
    if request.sent_on is None:
        return _("待寄送申请和案卷")
    by = decide_by(Level(request.level), request.received_on)
    late = _("，已超期") if today > by else ""
    return _("已寄送，应当在%(day)s前答复") % {"day": _day(by)} + late


def choices_against(petition: Petition) -> tuple[ReviewChoice, ...]:
    """Return whom the petitioner may turn to against this matter's opinion; a few queries."""
    against = challenged(petition, requests_against(petition))
    return review_choices(against.organ) if against.organ else ()


def chain_members(petition: Petition) -> list[Petition]:
    """Return the matters of the chain, the first first: a petitioner who opened one may open the others."""
    return list(family_of(petition).only("id", "number", "level", "title", "query_code").order_by("pk"))


@dataclass(frozen=True, slots=True)
class DraftWords:
    """A review opinion in words, as far as it is drafted."""

    status: str
    facts: str
    outcome: str
    grounds: tuple[str, ...]
    reasons: str
    basis: str
    change: str
    redo_by: date | None
    sent_back_reason: str


def draft_words(petition: Petition) -> DraftWords | None:
    """Return the opinion of a review matter in words; two queries, None while nothing is drafted."""
    opinion, decision = review_draft(petition)
    if opinion is None or decision is None:
        return None
    outcome = OUTCOME_WORDS[ReviewOutcome(decision.outcome)] if decision.outcome else ""
    return DraftWords(
        status=opinion.status,
        facts=opinion.facts,
        outcome=outcome,
        grounds=tuple(GROUND_WORDS[Ground(each)] for each in decision.grounds),
        reasons=decision.reasons,
        basis=decision.basis,
        change=decision.change,
        redo_by=decision.redo_by,
        sent_back_reason=opinion.sent_back_reason,
    )


def repeated_words(petition: Petition, today: date) -> str:
    """Return the warning that a redone opinion is (basically) the one that was sent back; "" when it is not.

    One query; the likeness is kept when the opinion is sent up.
    """
    opinion = Opinion.objects.filter(petition=petition).order_by("-pk").first()
    if opinion is None or opinion.likeness is None:
        return ""
    if opinion.likeness < profile_in_force(today).setting(SETTING):
        return ""
    return _(
        "这份意见与被撤销的意见基本相同（%(likeness)s%%）。责令重新办理以后，不得作出相同或者基本相同的意见。"
    ) % {"likeness": opinion.likeness}


def final_organ(final: Finality) -> str:
    """Return the name of the organ whose final opinion it is; one query."""
    rows = ReviewRequest.objects.filter(level=Level.FINAL_REVIEW.value, result_number=final.number)
    return rows.values_list("organ_name", flat=True).first() or ""


def outside_requests(actor: Actor) -> list[ReviewRequest]:
    """Return what the actor's organs must send, or wait for, from organs outside; one query."""
    return outside_waiting(actor.organ_ids())


def review_draft(petition: Petition) -> tuple[Opinion | None, ReviewDecision | None]:
    """Return the opinion of a review matter as it stands, with what it decides; two queries."""
    opinion = Opinion.objects.filter(petition=petition).order_by("-pk").first()
    return opinion, decision_of(opinion)
