"""Ask for review: a linked matter at the next-higher organ, or papers to be sent to one outside."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from minqing.kernel.clock.public import civil_day, new_id
from minqing.kernel.documents.public import Document, DocumentKind, issue_document
from minqing.kernel.law.public import Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Organ
from minqing.kernel.rows.public import insert, update
from minqing.kernel.search.public import index_subject
from minqing.petition.intake.codes import digest_of_tail, new_code, tail_for
from minqing.petition.intake.rules import TITLE_MAX
from minqing.petition.matter.clocks import DUE_FIELDS, Start, counted, set_due, turn_clocks
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.higher import ReviewChoice, review_choices
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notebook import attach
from minqing.petition.matter.rules import (
    REVIEW_OUTSIDE,
    Annex,
    Channel,
    Level,
    Procedure,
    Purpose,
    State,
)
from minqing.petition.matter.steps import add_annex, procedure_of, purpose_of, refuse_if, save_step
from minqing.petition.matter.superiors import Tier
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _
from minqing.petition.reply.opinions import issued_opinion
from minqing.petition.reply.rules import starts_review
from minqing.petition.review import rules
from minqing.petition.review.events import ReviewRequested
from minqing.petition.review.models import ReviewRequest
from minqing.petition.review.notices import tell_requested
from minqing.petition.review.papers import application
from minqing.petition.review.queries import requests_against, stands, window_of

MAX_WORDS: Final = 20_000


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """复查（复核）申请: as the petitioner writes it, or as it is written down at a counter.

    ``tier`` chooses among the organs above; ``received_on`` is today unless a counter says otherwise;
    ``posted_on`` the postmark of a letter.
    """

    requests: str
    facts: str
    tier: Tier | str = ""
    channel: Channel = Channel.ONLINE
    received_on: date | None = None
    posted_on: date | None = None
    late_reason: str = ""
    obstacle_ended_on: date | None = None
    file_ids: Sequence[UUID] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class ReviewAsked:
    """What the receipt shows: the request, and the code and tail of its matter ("" when sent outside)."""

    request: ReviewRequest
    query_code: str
    tail: str


@dataclass(frozen=True, slots=True)
class Challenged:
    """The opinion complained of: whose level, which number, served when, asked for until when, by whom."""

    level: Level
    number: str
    served_on: date | None
    window_ends: date | None
    organ: Organ | None
    already: bool


def challenged(petition: Petition, asked: Sequence[ReviewRequest]) -> Challenged:
    """Return the opinion a request would go against: this matter's, or one that came back from outside."""
    level, served, number = Level(petition.level), petition.delivered_on, ""
    organ: Organ | None = petition.handling or petition.holder
    came_back = next((r for r in reversed(asked) if r.outside and r.result_served_on is not None), None)
    if level is Level.FIRST and came_back is not None:
        level, organ = Level(came_back.level), came_back.organ
        served, number = came_back.result_served_on, came_back.result_number
    elif (issued := issued_opinion(petition)) is not None:
        paper = Document.objects.filter(pk=issued.document_id).first() if issued.document_id else None
        # 简易办理: an answer told without paper has no number of its own; the matter's number names it.
        number = paper.number if paper else _("%(number)s（简易答复）") % {"number": petition.number or ""}
    wanted = rules.asked_level(level)
    ends = window_of(wanted, served) if wanted is not None and served is not None else None
    already = any(r.level == wanted and stands(r) for r in asked)
    return Challenged(level, number, served, ends, organ, already)


def request_review(*, actor: Actor, petition_id: UUID, draft: ReviewDraft, at: datetime) -> ReviewAsked:
    """申请复查、复核: the next-higher organ gets a linked matter; its 30 days run from receipt.

    The petitioner by query code, or a registrar who writes it down (where it was handed in, answered, or
    above). The window is counted from delivery and rolled; what was posted in time is in time; a late request
    is taken in with its reason and put to the reviewing organ. An organ that does not work here gets papers:
    the request waits to be sent. Records ``petition.review_requested`` on both files and the application.

    Raises:
        UnlawfulMove: of a final opinion (36(3)) or of what is no handling opinion.
        Conflict: not delivered yet, or asked for already; TooLate: late without a reason.
        Incomplete: request, facts or the organ are missing, or the days do not fit.
    """
    with whole():
        petition = petition_for(
            actor, petition_id, Doing.REQUEST_REVIEW, lock=True, joins=("petitioner", "handling__parent")
        )
        day = civil_day(at)
        asked = requests_against(petition)
        against = challenged(petition, asked)
        facts = _facts(petition, against, draft, day)
        refuse_if(rules.application_refusal(facts, day))
        level = rules.asked_level(against.level)
        if level is None or against.served_on is None or against.window_ends is None:
            raise Conflict("这份意见不能申请复查、复核。", rules.ASKS)
        choice = _chosen(against, draft)
        request = ReviewRequest(
            id=new_id(),
            of=petition,
            level=level.value,
            organ=choice.organ,
            organ_name=choice.name,
            tier=choice.tier.value,
            outside=not choice.here,
            respondent=_respondent(petition),
            opinion_number=against.number,
            opinion_served_on=against.served_on,
            window_ends_on=against.window_ends,
            posted_on=draft.posted_on,
            received_on=draft.received_on or day,
            requests=draft.requests.strip(),
            facts=draft.facts.strip(),
            late=rules.is_late(facts),
            late_reason=draft.late_reason.strip() if rules.is_late(facts) else "",
            obstacle_ended_on=draft.obstacle_ended_on if rules.is_late(facts) else None,
            at=at,
        )
        return _stored(actor, petition, request, draft, at)


def _facts(petition: Petition, against: Challenged, draft: ReviewDraft, day: date) -> rules.Application:
    return rules.Application(
        level=against.level,
        state=State(petition.state),
        # No opinion stands behind an agreement (33) or a notice of not accepting: nothing is left to review.
        reviewable=starts_review(purpose_of(petition), procedure_of(petition)) and bool(against.number),
        delivered_on=against.served_on,
        window_ends=against.window_ends,
        received_on=draft.received_on or day,
        posted_on=draft.posted_on,
        requests=draft.requests,
        facts=draft.facts,
        late_reason=draft.late_reason,
        obstacle_ended_on=draft.obstacle_ended_on,
        already=against.already,
    )


def _chosen(against: Challenged, draft: ReviewDraft) -> ReviewChoice:
    """Return the organ asked; refuses one the law does not offer."""
    if max(len(draft.requests), len(draft.facts), len(draft.late_reason)) > MAX_WORDS:
        raise Incomplete(f"每一栏最多{MAX_WORDS}个字，更长的请作为附件。", rules.ASKS)
    choices = review_choices(against.organ) if against.organ else ()
    if not choices:
        raise Conflict("作出意见的机关没有上一级机关、单位，不能再申请。", rules.ASKS_AGAIN)
    if len(choices) == 1 and not draft.tier:
        return choices[0]
    for choice in choices:
        if choice.tier.value == str(draft.tier):
            return choice
    raise Incomplete("请选择向哪个机关申请。", choices[0].row.basis)


def _respondent(petition: Petition) -> Organ:
    """Return the organ whose opinion is complained of."""
    return petition.handling or petition.holder


def _stored(
    actor: Actor, petition: Petition, request: ReviewRequest, draft: ReviewDraft, at: datetime
) -> ReviewAsked:
    """Write the request, its matter where it is reviewed here, its paper and its traces."""
    code = tail = ""
    if not request.outside and request.organ is not None:
        code, tail = _open_matter(petition, request, draft, at)
        _let_read(petition, request.organ.pk)
    else:
        # Nobody's matter here: the organ whose opinion it is follows until the result is back.
        started = Start(REVIEW_OUTSIDE, petition.holder_id, request.received_on)
        turn_clocks(petition, on=civil_day(at), start=[started])
    attach(request.matter or petition, tuple(draft.file_ids), at=at, by_petitioner=True)
    document = issue_document(
        actor=actor,
        kind=DocumentKind.REVIEW_APPLICATION,
        subject_id=(request.matter or petition).pk,
        organ=request.organ if request.matter and request.organ else petition.holder,
        data=application(request, len(draft.file_ids)),
        on=request.received_on,
    )
    request.application_id = document.pk
    insert(request)
    save_step(petition, None, (*add_annex(petition, Annex.REVIEW), "reviewed_by", *DUE_FIELDS))
    event = ReviewRequested(
        request_id=request.pk,
        level=request.level,
        matter_id=request.matter.pk if request.matter else None,
        to_organ=request.organ_id,
        received_on=request.received_on,
        window_ends_on=request.window_ends_on,
        late=request.late,
        statement_digest=digest_of(f"{request.requests}\n{request.facts}"),
    )
    for each in (petition, request.matter):
        if each is not None:
            record(actor=actor, chain=each.pk, event=event, at=at)
    tell_requested(request, actor, civil_day(at))
    return ReviewAsked(request, code, tail)


def _let_read(petition: Petition, organ_id: UUID) -> None:
    """Let the reviewing organ read the file it reviews, down to the first instance."""
    if organ_id not in petition.reviewed_by:
        petition.reviewed_by = [*petition.reviewed_by, organ_id]
    below = petition.review_of
    while below is not None:
        if organ_id not in below.reviewed_by:
            below.reviewed_by = [*below.reviewed_by, organ_id]
            update(below, ["reviewed_by"])
        below = below.review_of


def _open_matter(
    petition: Petition, request: ReviewRequest, draft: ReviewDraft, at: datetime
) -> tuple[str, str]:
    """Open the linked matter at the reviewing organ; its clock runs from receipt (35, 36(1))."""
    organ, level = request.organ, Level(request.level)
    if organ is None:
        return "", ""
    matter_id, code = new_id(), new_code()
    telephone = petition.petitioner.telephone if petition.petitioner else ""
    tail = tail_for(matter_id, telephone)
    name = rules.LEVEL_WORDS[level]
    matter = Petition(
        id=matter_id,
        query_code=code,
        query_tail=digest_of_tail(code, tail),
        channel=Channel(draft.channel).value,
        purpose=Purpose.CLAIM.value,
        procedure=Procedure.PETITION.value,
        content_class=petition.content_class,
        confidential=petition.confidential,
        electronic_delivery=petition.electronic_delivery,
        title=_("申请%(level)s：%(title)s") % {"level": name, "title": plain_title(petition)},
        body=request.facts,
        place_id=petition.place_id,
        address=petition.address,
        petitioner=petition.petitioner,
        petitioner_name=petition.petitioner_name,
        people_count=petition.people_count,
        received_by=organ,
        holder=organ,
        handling=organ,
        received_at=at,
        received_on=request.received_on,
        level=level.value,
        review_of=petition,
        annexes=[Annex.REVIEW.value],
    )
    matter.title = matter.title[:TITLE_MAX]
    clock = counted(matter, Start(rules.DECIDE_TERMS[level], organ.pk, request.received_on))
    set_due(matter, [clock])
    insert(matter, clock)
    request.matter = matter
    words = f"{matter.title}\n{request.requests}\n{request.facts}"
    numbers = [each for each in (telephone, petition.number or "") if each]
    index_subject(matter.pk, "petition", words, names=[petition.petitioner_name], numbers=numbers)
    return code, tail


def plain_title(petition: Petition) -> str:
    """Return the title without what earlier levels put before it."""
    title = petition.title
    for head in ("申请复查：", "申请复核：", "重新办理："):
        title = title.removeprefix(head)
    return title
