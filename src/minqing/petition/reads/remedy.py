"""What pages show of review: the chain with its windows, what may still be asked, the whole file in order.

Articles: 信访工作条例 35, 36; 18(1) (what the petitioner can query).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from minqing.kernel.clock.public import calendar, civil_day, count_days
from minqing.kernel.documents.public import Document
from minqing.kernel.law.public import Article
from minqing.kernel.ledger.public import record_reading
from minqing.kernel.people.public import Actor
from minqing.petition.matter.clocks import profile_in_force
from minqing.petition.matter.gate import petition_for, visible_to
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Attachment, Petition, RequestItem, RunningClock
from minqing.petition.matter.rules import Level, State
from minqing.petition.matter.steps import procedure_of, purpose_of
from minqing.petition.matter.words import LEVELS, STATES
from minqing.petition.reads.case_file import READING, Paper, papers_of
from minqing.petition.reply.models import Answer, Opinion
from minqing.petition.reply.rules import starts_review
from minqing.petition.review import rules
from minqing.petition.review.actions.deciding import decision_of
from minqing.petition.review.models import ReviewDecision, ReviewRequest
from minqing.petition.review.queries import chain_of, decide_by, family_of, outside_waiting
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


def chain_members(petition: Petition) -> list[Petition]:
    """Return the matters of the chain, the first first: a petitioner who opened one may open the others."""
    return list(family_of(petition).only("id", "number", "level", "title", "query_code").order_by("pk"))


def outside_requests(actor: Actor) -> list[ReviewRequest]:
    """Return what the actor's organs must send, or wait for, from organs outside; one query."""
    return outside_waiting(actor.organ_ids())


def review_draft(petition: Petition) -> tuple[Opinion | None, ReviewDecision | None]:
    """Return the opinion of a review matter as it stands, with what it decides; two queries."""
    opinion = Opinion.objects.filter(petition=petition).order_by("-pk").first()
    return opinion, decision_of(opinion)


@dataclass(frozen=True, slots=True)
class FilePart:
    """One matter of the whole file: what was asked, its opinion with answers, papers and attachments."""

    petition: Petition
    level: str
    readable: bool
    requests: tuple[RequestItem, ...]
    opinion: Opinion | None
    answers: tuple[Answer, ...]
    papers: tuple[Paper, ...]
    attachments: tuple[Attachment, ...]
    repeated: int | None


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """全案卷: every matter of the chain in order, the request, the clock that remains."""

    petition: Petition
    request: ReviewRequest | None
    chain: Chain
    parts: tuple[FilePart, ...]
    clock: RunningClock | None
    opinion: Opinion | None
    decision: ReviewDecision | None
    grounds: tuple[str, ...]
    basis: Article


def review_file(actor: Actor, petition_id: UUID, at: datetime) -> ReviewFile:
    """Return the whole file of a review in order; the reading of every part is recorded.

    Only the parts the actor may read are opened; the others are named. Raises ``NotAllowed`` like the case
    page.
    """
    petition = petition_for(actor, petition_id, Doing.READ, joins=("handler", "petitioner"))
    chain = chain_for(petition, civil_day(at))
    matters = list(family_of(petition).select_related("holder", "handling", "handler").order_by("pk"))
    readable = set(
        visible_to(actor).filter(pk__in=[each.pk for each in matters]).values_list("pk", flat=True)
    )
    parts = []
    for each in matters:
        if each.pk in readable:
            record_reading(actor=actor, chain=each.pk, what=READING, at=at)
        parts.append(_part(each, readable=each.pk in readable))
    opinion, decision = review_draft(petition)
    request = next((each for each in chain.requests if each.matter_id == petition.pk), None)
    clock = RunningClock.objects.filter(petition=petition, term=petition.due_term, stopped_on=None).first()
    grounds = tuple(GROUND_WORDS[Ground(each)] for each in decision.grounds) if decision else ()
    return ReviewFile(
        petition=petition,
        request=request,
        chain=chain,
        parts=tuple(parts),
        clock=clock,
        opinion=opinion,
        decision=decision,
        grounds=grounds,
        basis=rules.ASKS if petition.level == Level.REVIEW else rules.ASKS_AGAIN,
    )


def _part(petition: Petition, *, readable: bool) -> FilePart:
    level = (
        _("重新办理")
        if petition.level == Level.FIRST and petition.review_of_id
        else LEVELS[Level(petition.level)]
    )
    if not readable:
        return FilePart(petition, str(level), False, (), None, (), (), (), None)  # noqa: FBT003
    opinion = Opinion.objects.filter(petition=petition, status=Opinion.Status.ISSUED).order_by("-pk").first()
    answers = Answer.objects.filter(opinion=opinion).select_related("request").order_by("request__seq")
    return FilePart(
        petition=petition,
        level=str(level),
        readable=True,
        requests=tuple(RequestItem.objects.filter(petition=petition)),
        opinion=opinion,
        answers=tuple(answers) if opinion else (),
        papers=papers_of(petition.pk),
        attachments=tuple(
            Attachment.objects.filter(petition=petition).select_related("file").order_by("at", "pk")
        ),
        repeated=opinion.likeness if opinion else None,
    )


def bundle_papers(actor: Actor, petition_id: UUID, at: datetime) -> tuple[list[Document], list[Attachment]]:
    """Return the papers and attachments to send to a reviewing organ outside; the reading is recorded."""
    petition = petition_for(actor, petition_id, Doing.RESPOND)
    record_reading(actor=actor, chain=petition.pk, what="petition.bundle", at=at)
    members = [each.pk for each in chain_members(petition)]
    seen = set(visible_to(actor).filter(pk__in=members).values_list("pk", flat=True))
    papers = [paper.document for each in members if each in seen for paper in papers_of(each)]
    files = Attachment.objects.filter(petition__in=sorted(seen)).select_related("file").order_by("at", "pk")
    return papers, list(files)
