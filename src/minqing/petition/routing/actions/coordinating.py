"""Record a coordination meeting (协调会, 信访工作条例 13(1), 24(1))."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Conflict, Incomplete, NotCompetent, Refused
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import COMPETENT_KINDS, Actor, Organ
from minqing.kernel.rows.public import insert
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.papers import common, day_words
from minqing.petition.matter.rules import Annex, State
from minqing.petition.matter.steps import add_annex, check_version, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.routing.events import CoordinationHeld
from minqing.petition.routing.models import Coordination, CoordinationVoice
from minqing.petition.routing.rules.disputes import COORDINATES, Voice, coordination_refusal

MEETS: frozenset[State] = frozenset({State.REGISTERED, State.RETURNED, State.REFERRED})


@dataclass(frozen=True, slots=True)
class Said:
    """What one organ said at the meeting, through whom."""

    organ_id: UUID
    said: str
    speaker: str = ""


def record_coordination(
    *,
    actor: Actor,
    petition_id: UUID,
    met_on: date,
    place: str,
    host: str,
    voices: Sequence[Said],
    decision: str,
    decided_organ_id: UUID,
    at: datetime,
    version: int | None = None,
) -> Coordination:
    """协调会: when and where, which organs came, what each said, and which organ the meeting decided on.

    Registrars and leaders of the organ that registered the matter, before it is accepted. After as many
    bounces as the profile says the matter goes on only to the organ decided here. Records
    ``petition.coordinated`` and the minutes. Refused with every gap named; sealed matters are not discussed.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.COORDINATE, lock=True)
        check_version(petition, version)
        refuse_if(_undiscussed(petition))
        day, organs = civil_day(at), _organs(voices, decided_organ_id)
        decided = organs[decided_organ_id]
        refuse_if(
            coordination_refusal(
                met_on=met_on,
                on=day,
                voices=[Voice(organs[v.organ_id].path, v.speaker, v.said) for v in voices],
                decision=decision,
                decided_path=decided.path,
                place=place,
                host=host,
            )
        )
        if not decided.active or decided.organ_kind not in COMPETENT_KINDS:
            raise NotCompetent(f"{decided.name}不是有权处理的机关、单位。", COORDINATES)
        meeting = Coordination(
            petition=petition,
            met_on=met_on,
            place=place.strip(),
            host=host.strip(),
            decision=decision.strip(),
            decided_organ=decided,
            bounces=petition.bounces,
            recorded_on=day,
        )
        meeting.document_id = _minutes(petition, meeting, voices, organs, actor, day)
        insert(meeting)
        insert(*_voices(meeting, voices, organs))
        save_step(petition, None, add_annex(petition, Annex.COORDINATION))
        record(
            actor=actor,
            chain=petition.id,
            event=_event(meeting, voices),
            at=at,
        )
    return meeting


def _undiscussed(petition: Petition) -> Refused | None:
    """Return why no meeting is held about a matter, or None."""
    if State(petition.state) not in MEETS:
        return Conflict("受理以前才需要协调受理机关。", COORDINATES)
    if petition.sealed:
        return NotCompetent("检举控告类事项按照管理权限转送，不得开会讨论。", COORDINATES)
    return None


def _event(meeting: Coordination, voices: Sequence[Said]) -> CoordinationHeld:
    return CoordinationHeld(
        coordination_id=meeting.id,
        met_on=meeting.met_on,
        to_organ=meeting.decided_organ_id,
        organs=tuple(voice.organ_id for voice in voices),
        bounces=meeting.bounces,
        document_id=meeting.document_id,
    )


def _organs(voices: Sequence[Said], decided: UUID) -> dict[UUID, Organ]:
    wanted = {decided, *(voice.organ_id for voice in voices)}
    found = Organ.objects.in_bulk(list(wanted))
    if len(found) != len(wanted):
        raise Incomplete("没有所填的机关、单位。", COORDINATES)
    return found


def _minutes(  # noqa: PLR0917 - a private helper
    petition: Petition,
    meeting: Coordination,
    voices: Sequence[Said],
    organs: dict[UUID, Organ],
    actor: Actor,
    day: date,
) -> UUID:
    names = list(dict.fromkeys(organs[voice.organ_id].name for voice in voices))
    return issue_document(
        actor=actor,
        kind=DocumentKind.COORDINATION_MINUTES,
        subject_id=petition.id,
        organ=petition.received_by,
        data={
            **common(petition, petition.received_by, actor),
            "time": day_words(meeting.met_on),
            "place": meeting.place,
            "host": meeting.host,
            "participants": names,
            "views": [f"{organs[v.organ_id].name}{_by(v.speaker)}：{v.said.strip()}" for v in voices],
            "decision": f"{meeting.decision} 受理机关：{meeting.decided_organ.name}。",
        },
        on=day,
    ).id


def _by(speaker: str) -> str:
    return f"（{speaker.strip()}）" if speaker.strip() else ""


def _voices(
    meeting: Coordination, voices: Sequence[Said], organs: dict[UUID, Organ]
) -> list[CoordinationVoice]:
    return [
        CoordinationVoice(
            coordination=meeting,
            seq=seq,
            organ=organs[voice.organ_id],
            speaker=voice.speaker.strip(),
            said=voice.said.strip(),
        )
        for seq, voice in enumerate(voices, start=1)
    ]
