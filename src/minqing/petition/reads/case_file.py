"""The case file: one matter with all that hangs on it, in nine queries; the reading is recorded.

Articles: 信访工作条例 30(3) (who may know), 44-46 (traces); 个人信息保护法 51 (personal fields masked).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from minqing.kernel.clock.public import DayLine, civil_day
from minqing.kernel.documents.public import Document, documents_of
from minqing.kernel.law.public import NotAllowed
from minqing.kernel.ledger.public import Entry, entries_of, readings_of, record_reading
from minqing.kernel.people.public import Actor, Organ, Person
from minqing.petition.evaluation.models import Evaluation
from minqing.petition.handling.models import Guidance
from minqing.petition.matter.clocks import explained
from minqing.petition.matter.gate import helps_only, petition_for, verdict_on, visible_to
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Attachment, Note, Petition, RequestItem, RunningClock
from minqing.petition.matter.names import name_for
from minqing.petition.matter.rules import Annex, State
from minqing.petition.reads.acts import open_moves
from minqing.petition.reads.blind import is_blind
from minqing.petition.reads.bundle import Bundle, bundle_of
from minqing.petition.reads.lines import (
    NOTE_TITLES,
    ClockLine,
    OpenMove,
    TimelineItem,
    clock_line,
    event_item,
)
from minqing.petition.reply.models import Answer, Opinion
from minqing.petition.routing.models import Referral

READING = "petition.file"
EARLIER_SHOWN = 10
HIDDEN: Final = "••••••"
SEALED_FIELDS: Final = ("name", "telephone", "identity_number", "address")
JOINS = ("handler", "petitioner", "place", "repeat_of", "guidance", "evaluation", "closure")


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person on the matter, masked; ``fields`` are those that can be revealed with a reason."""

    role: str
    name: str
    telephone: str
    identity_number: str
    address: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper with its delivery, if there was one (``document.delivery`` raises when there is none)."""

    document: Document
    delivered_on: date | None
    way: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """案卷: everything a case page shows; nothing in it needs another query."""

    petition: Petition
    requests: tuple[RequestItem, ...]
    timeline: tuple[TimelineItem, ...]
    clocks: tuple[ClockLine, ...]
    people: tuple[PersonLine, ...]
    papers: tuple[Paper, ...]
    attachments: tuple[Attachment, ...]
    notes: tuple[Note, ...]
    referrals: tuple[Referral, ...]
    opinion: Opinion | None
    answers: tuple[Answer, ...]
    guidance: Guidance | None
    evaluation: Evaluation | None
    moves: tuple[OpenMove, ...]
    earlier: tuple[Petition, ...]
    readings: int
    holder_words: str
    may_reveal: bool = True


def case_file(actor: Actor, petition_id: UUID, at: datetime) -> CaseFile:
    """Return the file for this actor and record that they read it (once in ten minutes).

    Raises ``NotAllowed`` with the same words for an unknown id and a forbidden one.
    """
    petition = petition_for(actor, petition_id, Doing.READ, joins=JOINS)
    record_reading(actor=actor, chain=petition.id, what=READING, at=at)
    bundle, today = bundle_of(petition), civil_day(at)
    file = CaseFile(
        petition=petition,
        requests=bundle.requests,
        timeline=_timeline(petition, bundle),
        clocks=tuple(clock_line(clock, today) for clock in bundle.clocks),
        people=_people(actor, petition),
        papers=papers_of(petition.id),
        attachments=bundle.attachments,
        notes=bundle.notes,
        referrals=bundle.referrals,
        opinion=bundle.opinion,
        answers=bundle.answers,
        guidance=getattr(petition, "guidance", None),
        evaluation=None if is_blind(actor, petition) else getattr(petition, "evaluation", None),
        moves=open_moves(actor, petition, bundle.opinion),
        earlier=_earlier(actor, petition),
        readings=readings_of(petition.id).count(),
        holder_words=holder_words(petition),
        may_reveal=bool(verdict_on(actor, Doing.REVEAL, petition)),
    )
    return _as_far_as_needed(file) if helps_only(actor, petition) else file


def _as_far_as_needed(file: CaseFile) -> CaseFile:
    """Return the file as an organ sees it that helps: no draft, no internal notes, no personal fields."""
    hidden = {note.text for note in file.notes if not note.shown_to_petitioner}
    issued = file.opinion is not None and file.opinion.status == Opinion.Status.ISSUED
    return replace(
        file,
        timeline=tuple(item for item in file.timeline if item.public or item.words not in hidden),
        people=tuple(
            replace(line, telephone="", identity_number="", address="", fields=()) for line in file.people
        ),
        notes=tuple(note for note in file.notes if note.shown_to_petitioner),
        opinion=file.opinion if issued else None,
        answers=file.answers if issued else (),
        earlier=(),
    )


def papers_of(petition_id: UUID) -> tuple[Paper, ...]:
    """Return the papers of a matter with their deliveries; one query."""
    papers = []
    for document in documents_of(petition_id):
        delivery = getattr(document, "delivery", None)
        papers.append(
            Paper(
                document,
                delivered_on=delivery.delivered_on if delivery else None,
                way=delivery.way if delivery else "",
            )
        )
    return tuple(papers)


def organ_names(petition: Petition, bundle: Bundle) -> dict[UUID, str]:
    """Return the names of the organs that had to do with a matter."""
    organs = (petition.holder, petition.received_by, petition.handling, petition.concerns)
    return {**bundle.names, **{o.id: o.short_name or o.name for o in organs if o is not None}}


def _timeline(petition: Petition, bundle: Bundle) -> tuple[TimelineItem, ...]:
    entries = list(entries_of(petition.id))
    names = _with_helpers(petition, organ_names(petition, bundle), entries)
    items = [item for entry in entries if (item := event_item(entry, names))]
    items += [
        TimelineItem(
            at=note.at,
            kind=note.kind,
            title=str(NOTE_TITLES[note.kind]),
            words=note.text,
            who=names.get(note.author_id, _("信访人")) if note.author_id else _("信访人"),
            public=note.shown_to_petitioner,
        )
        for note in bundle.notes
    ]
    return tuple(sorted(items, key=lambda item: item.at))


def _with_helpers(petition: Petition, names: dict[UUID, str], entries: list[Entry]) -> dict[UUID, str]:
    """Return the names with those of organs that helped or carried out; no query on a file without any."""
    if not {Annex.CO_HANDLING.value, Annex.EXECUTION.value} & set(petition.annexes):
        return names
    named = [entry.payload.get(key) for entry in entries for key in ("to_organ", "by_organ")]
    told = {entry.organ_id for entry in entries} | {UUID(each) for each in named if each}
    unknown = [each for each in told if each is not None and each not in names]
    found = Organ.objects.filter(pk__in=unknown) if unknown else ()
    return {**names, **{organ.pk: organ.short_name or organ.name for organ in found}}


def _people(actor: Actor, petition: Petition) -> tuple[PersonLine, ...]:
    if petition.sealed:
        # Nothing of the compartment is read for a page, not even whether there is a telephone.
        name = petition.petitioner_name
        return (PersonLine(_("信访人"), name, HIDDEN, HIDDEN, HIDDEN, SEALED_FIELDS),)
    person: Person | None = petition.petitioner
    name = name_for(actor, petition)
    if person is None:
        return (PersonLine(_("信访人"), name, "", "", "", ()),)
    shown = {
        "telephone": person.masked_telephone,
        "identity_number": person.masked_identity,
        "address": person.masked_address,
    }
    fields = tuple(field for field, value in shown.items() if value)
    return (
        PersonLine(_("信访人"), name, shown["telephone"], shown["identity_number"], shown["address"], fields),
    )


def _earlier(actor: Actor, petition: Petition) -> tuple[Petition, ...]:
    """Return the petitioner's other matters the actor may read, the newest first.

    Uses index: petition_petitioner.
    """
    if petition.petitioner_id is None:
        return ()
    others = visible_to(actor).filter(petitioner_id=petition.petitioner_id).exclude(pk=petition.pk)
    return tuple(others.select_related("holder").defer("body").order_by("-id")[:EARLIER_SHOWN])


def holder_words(petition: Petition) -> str:
    """Return in one sentence who must do what next; needs holder and handler loaded."""
    organ = petition.holder.short_name or petition.holder.name
    who = petition.handler.name if petition.handler else _("承办人")
    sentences = {
        State.RECEIVED: _("%(organ)s登记"),
        State.REGISTERED: _("%(organ)s分类、转送"),
        State.RETURNED: _("%(organ)s重新转送"),
        State.REFERRED: _("%(organ)s决定是否受理，书面告知信访人"),
        State.HANDLING: _("%(organ)s%(who)s调查核实，起草处理意见"),
        State.APPROVING: _("%(organ)s负责人签发处理意见"),
        State.ANSWERED: _("%(organ)s送达书面答复"),
        State.DELIVERED: _("%(organ)s核对四个到位后办结"),
        State.CLOSED: _("已办结"),
        State.WITHDRAWN: _("信访人已撤回"),
    }
    if petition.level != "first":
        sentences |= {
            State.REGISTERED: _("%(organ)s决定是否受理申请"),
            State.HANDLING: _("%(organ)s%(who)s调阅案卷，起草复查、复核意见"),
            State.APPROVING: _("%(organ)s负责人签发复查、复核意见"),
        }
    return sentences[State(petition.state)] % {"organ": organ, "who": who}


def explain_clock(actor: Actor, petition_id: UUID, clock_id: UUID) -> tuple[DayLine, ...]:
    """Return one line for every day of a clock of a matter the actor may read; two queries."""
    petition = petition_for(actor, petition_id, Doing.READ)
    clock = RunningClock.objects.filter(petition=petition, pk=clock_id).first()
    if clock is None:
        raise NotAllowed(_("这件信访事项没有这个期限。"))
    return explained(clock)
