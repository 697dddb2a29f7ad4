"""全案卷: every matter of a chain in order, for who reviews it and for who sends it outside.

Articles: 信访工作条例 35, 36; 30(3) (each part only to who may read it).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import Document
from minqing.kernel.law.public import Article
from minqing.kernel.ledger.public import record_reading
from minqing.kernel.people.public import Actor
from minqing.petition.matter.gate import petition_for, visible_to
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Attachment, Petition, RequestItem, RunningClock
from minqing.petition.matter.rules import Level
from minqing.petition.matter.words import LEVELS
from minqing.petition.reads.case_file import READING, Paper, papers_of
from minqing.petition.reads.remedy import Chain, chain_for, chain_members
from minqing.petition.reply.models import Answer, Opinion
from minqing.petition.review import rules
from minqing.petition.review.models import ReviewRequest
from minqing.petition.review.queries import family_of


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
    request = next((each for each in chain.requests if each.matter_id == petition.pk), None)
    clock = RunningClock.objects.filter(petition=petition, term=petition.due_term, stopped_on=None).first()
    return ReviewFile(
        petition=petition,
        request=request,
        chain=chain,
        parts=tuple(parts),
        clock=clock,
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
