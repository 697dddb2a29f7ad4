"""听取陈述、制作笔录: the petitioner is heard in short or with a full record; others are asked.

Articles: 信访工作条例 31[6].
"""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Conflict
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import insert
from minqing.petition.handling.models import Record
from minqing.petition.handling.records import rules
from minqing.petition.handling.records.events import PetitionerHeard, RecordMade
from minqing.petition.handling.records.rules import HeardDraft, RecordDraft, Way
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Note, Petition
from minqing.petition.matter.notebook import attach, write_note
from minqing.petition.matter.papers import common, day_words
from minqing.petition.matter.rules import Annex, State
from minqing.petition.matter.steps import add_annex, check_version, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _

PAPERS: Final = {
    Record.Kind.STATEMENT: DocumentKind.STATEMENT_RECORD,
    Record.Kind.INQUIRY: DocumentKind.INQUIRY_RECORD,
}


def _handled(actor: Actor, petition_id: UUID, version: int | None) -> Petition:
    petition = petition_for(actor, petition_id, Doing.HANDLE, lock=True)
    check_version(petition, version)
    if State(petition.state) is not State.HANDLING:
        raise Conflict("受理之后、送审之前才能听取陈述、制作笔录。", rules.HEARS)
    return petition


def hear_petitioner(
    *,
    actor: Actor,
    petition_id: UUID,
    way: Way | str,
    points: str,
    heard_on: date | None = None,
    file_ids: tuple[UUID, ...] = (),
    at: datetime,
    version: int | None = None,
) -> Note:
    """听取陈述, in short: how, on which day and what the petitioner said; or why nobody could be heard.

    The matter's handler, while it is being handled; ``heard_on`` is today unless given. What was said becomes
    a note the petitioner can check on their page. Records ``petition.petitioner_heard``. Refused: no way, no
    points, a day before acceptance or ahead.
    """
    with whole():
        petition = _handled(actor, petition_id, version)
        day = civil_day(at)
        draft = HeardDraft(way, heard_on or day, points)
        refuse_if(rules.heard_refusal(draft, accepted_on=petition.accepted_on, on=day))
        note = _heard(actor, petition, draft, at, file_ids)
        save_step(petition, None, ("heard_on",))
    return note


def _heard(
    actor: Actor, petition: Petition, draft: HeardDraft, at: datetime, file_ids: tuple[UUID, ...] = ()
) -> Note:
    wanted, day = Way(draft.way), draft.heard_on
    if day is None:
        raise ValueError("a hearing recorded has its day")
    shown = wanted not in rules.NOT_HEARD
    words = _("%(way)s（%(day)s）：%(points)s") % {
        "way": rules.WAY_WORDS[wanted],
        "day": day_words(day),
        "points": draft.points.strip(),
    }
    note = write_note(
        actor,
        petition,
        kind=Note.Kind.HEARD,
        text=words,
        shown=shown,
        file_ids=file_ids,
        at=at,
        event=False,
    )
    petition.heard_on = day
    event = PetitionerHeard(
        note_id=note.id, way=wanted.value, heard_on=day, points_digest=digest_of(draft.points)
    )
    record(actor=actor, chain=petition.id, event=event, at=at)
    return note


def record_statement(
    *,
    actor: Actor,
    petition_id: UUID,
    draft: RecordDraft,
    file_ids: tuple[UUID, ...] = (),
    at: datetime,
    version: int | None = None,
) -> Record:
    """听取陈述笔录: the petitioner heard with question and answer, read over and signed; a numbered paper.

    The matter's handler. Counts as hearing the petitioner (31[6]). ``file_ids`` are the signed scan and
    recordings. Records ``petition.petitioner_heard``, ``petition.record_made`` and the paper. Refused with
    every gap named.
    """
    with whole():
        petition = _handled(actor, petition_id, version)
        row = _record(actor, petition, Record.Kind.STATEMENT, draft, file_ids, at)
        spoken = rules.spoken_of(row.exchanges)
        _heard(actor, petition, HeardDraft(row.way, row.held_on, spoken), at)
        save_step(petition, None, ("heard_on", *add_annex(petition, Annex.RECORDS)))
    return row


def record_inquiry(
    *,
    actor: Actor,
    petition_id: UUID,
    draft: RecordDraft,
    file_ids: tuple[UUID, ...] = (),
    at: datetime,
    version: int | None = None,
) -> Record:
    """调查笔录: somebody who knows is asked; as many of them as the inquiry needs, each a paper of its own.

    The matter's handler. Records ``petition.record_made`` and the paper. Refused with every gap named.
    """
    with whole():
        petition = _handled(actor, petition_id, version)
        row = _record(actor, petition, Record.Kind.INQUIRY, draft, file_ids, at)
        save_step(petition, None, add_annex(petition, Annex.RECORDS))
    return row


def _record(  # noqa: PLR0917 - one place writes both kinds
    actor: Actor,
    petition: Petition,
    kind: Record.Kind,
    draft: RecordDraft,
    file_ids: tuple[UUID, ...],
    at: datetime,
) -> Record:
    day = civil_day(at)
    refuse_if(rules.record_refusal(draft, accepted_on=petition.accepted_on, on=day))
    held_on = draft.held_on or day
    way = rules.read_way(str(draft.way)) or Way.IN_PERSON
    exchanges = rules.exchanges_of(draft.dialogue)
    attach(petition, file_ids, at=at, by_petitioner=False, shown=False)
    document = issue_document(
        actor=actor,
        kind=PAPERS[kind],
        subject_id=petition.id,
        organ=petition.holder,
        data=_paper(petition, draft, actor, held_on),
        on=day,
    )
    row = Record(
        petition=petition,
        kind=kind.value,
        way=way.value,
        held_on=held_on,
        times=draft.times.strip(),
        place=draft.place.strip(),
        asker=draft.asker.strip(),
        recorder=draft.recorder.strip(),
        speaker=draft.speaker.strip(),
        points=rules.spoken_of(exchanges),
        exchanges=exchanges,
        signed=draft.signed.strip(),
        files=list(file_ids),
        document_id=document.id,
        made_by_id=actor.account_id,
        at=at,
    )
    insert(row)
    record(
        actor=actor,
        chain=petition.id,
        event=RecordMade(
            record_id=row.id,
            kind=row.kind,
            held_on=held_on,
            document_id=document.id,
            digest=digest_of(draft.dialogue),
        ),
        at=at,
    )
    return row


def _paper(petition: Petition, draft: RecordDraft, actor: Actor, held_on: date) -> dict[str, object]:
    return {
        **common(petition, petition.holder, actor),
        "time": f"{day_words(held_on)} {draft.times.strip()}",
        "place": draft.place.strip(),
        "asker": draft.asker.strip(),
        "recorder": draft.recorder.strip(),
        "speaker": draft.speaker.strip(),
        "exchanges": rules.exchanges_of(draft.dialogue),
        "read_over": draft.signed.strip(),
    }
