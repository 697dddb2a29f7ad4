"""A conference is recorded, decides, and its minutes go out (信访工作条例 13(1), 24(1))."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.reception.conference import papers, rules
from minqing.reception.conference.events import (
    ConferenceHeld,
    DecisionWritten,
    MinutesIssued,
)
from minqing.reception.conference.models import Conference, Decision, Invitation
from minqing.reception.conference.opening import organs_of, running, save, tell_units
from minqing.reception.conference.rules import (
    CONFERENCE,
    DecisionState,
    Effect,
    Resolve,
    Seat,
    Stage,
)
from minqing.reception.conference.stepping import digest_of, refuse_if


@dataclass(frozen=True, slots=True)
class Attended:
    """How one unit's seat is recorded."""

    organ_id: UUID
    came: bool
    who: str = ""
    absence: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """One decision as it is written down."""

    text: str
    organ_id: UUID
    person: str
    due_on: date
    basis: str = ""
    effect: Effect = Effect.NONE
    subject_id: UUID | None = None


def record_meeting(
    *,
    actor: Actor,
    conference_id: UUID,
    held_at: datetime,
    attended: Sequence[Attended],
    at: datetime,
    version: int | None = None,
) -> Conference:
    """记录会议: which units came through whom and what each said, which did not come and why.

    May be recorded again until the minutes are out. Records ``conference.held``. Refused: a unit left out, a
    unit absent without a reason, nobody there, a time to come.
    """
    with transaction.atomic():
        conference = running(actor, conference_id, version)
        rows = {
            row.organ_id: row
            for row in Invitation.objects.select_related("organ").filter(conference=conference)
        }
        if {each.organ_id for each in attended} != set(rows):
            raise Incomplete("请逐个单位写明到会或者缺席。", CONFERENCE)
        seats = [Seat(rows[a.organ_id].organ.name, a.came, a.who, a.absence, a.said) for a in attended]
        refuse_if(rules.record_refusal(Stage(conference.stage), seats, held_at, at))
        for each in attended:
            row = rows[each.organ_id]
            row.came, row.said = each.came, each.said.strip()
            row.came_who = each.who.strip() if each.came else ""
            row.absence = "" if each.came else each.absence.strip()
            row.save(update_fields=["came", "came_who", "absence", "said"])
        conference.stage, conference.held_at = Stage.HELD.value, held_at
        save(conference, "stage", "held_at")
        event = ConferenceHeld(
            held_at=held_at,
            came=tuple(a.organ_id for a in attended if a.came),
            absent=tuple(a.organ_id for a in attended if not a.came),
            digest=digest_of(*(part for a in attended for part in (a.who, a.absence, a.said))),
        )
        record(actor=actor, chain=conference.id, event=event, at=at)
    return conference


def write_decision(
    *, actor: Actor, conference_id: UUID, draft: DecisionDraft, at: datetime, version: int | None = None
) -> Decision:
    """写议定事项: what, by which organ and person, until when, on which ground, meaning what on a matter.

    Records ``conference.decision_written``. Refused before the meeting is recorded, after the minutes, with
    a gap, about a matter that is not on the agenda, a second lead for one matter.
    """
    with transaction.atomic():
        conference = running(actor, conference_id, version)
        decisions = list(Decision.objects.filter(conference=conference))
        subjects = set(conference.items.values_list("subject_id", flat=True)) - {None}
        if draft.subject_id is not None and draft.subject_id not in subjects:
            raise Incomplete("这件信访事项不在会议议程里。", CONFERENCE)
        held_on = civil_day(conference.held_at or at)
        leads = {d.subject_id for d in decisions if d.effect == Effect.LEAD.value}
        resolve = Resolve(
            text=draft.text,
            person=draft.person,
            due_on=draft.due_on,
            effect=draft.effect,
            on_a_matter=draft.subject_id is not None,
            lead_already=draft.subject_id in leads,
        )
        refuse_if(rules.resolve_refusal(Stage(conference.stage), resolve, held_on))
        decision = Decision.objects.create(
            conference=conference,
            seq=max((d.seq for d in decisions), default=0) + 1,
            text=draft.text.strip(),
            organ=organs_of([draft.organ_id])[draft.organ_id],
            person=draft.person.strip(),
            due_on=draft.due_on,
            basis=draft.basis.strip(),
            effect=draft.effect.value,
            subject_id=draft.subject_id,
        )
        save(conference)
        record(actor=actor, chain=conference.id, event=_written(decision, gone=False), at=at)
    return decision


def remove_decision(*, actor: Actor, conference_id: UUID, decision_id: UUID, at: datetime) -> None:
    """删去议定事项: before the minutes are out. Records ``conference.decision_written`` with ``gone``."""
    with transaction.atomic():
        conference = running(actor, conference_id, None)
        found = Decision.objects.filter(conference=conference, pk=decision_id)
        decision = found.first()
        if decision is None or conference.stage != Stage.HELD.value:
            raise Conflict("纪要已经印发，议定事项不能再改。", CONFERENCE)
        record(actor=actor, chain=conference.id, event=_written(decision, gone=True), at=at)
        decision.delete()
        save(conference)


def _written(decision: Decision, *, gone: bool) -> DecisionWritten:
    return DecisionWritten(
        decision=decision.id,
        unit=decision.organ_id,
        due_on=decision.due_on,
        effect=decision.effect,
        digest=digest_of(decision.text, decision.person, decision.basis),
        gone=gone,
    )


def issue_minutes(
    *,
    actor: Actor,
    conference_id: UUID,
    matter_numbers: Sequence[str] = (),
    at: datetime,
    version: int | None = None,
) -> Conference:
    """印发纪要: the minutes are paper, every decision now runs against its day, the units read both.

    ``matter_numbers`` are what the matters discussed are called. Records ``conference.minutes_issued``.
    """
    with transaction.atomic():
        conference, day = running(actor, conference_id, version), civil_day(at)
        decisions = list(Decision.objects.select_related("organ").filter(conference=conference))
        refuse_if(rules.minutes_refusal(Stage(conference.stage), len(decisions)))
        document = papers.issue_minutes(actor, conference, decisions, matter_numbers, day)
        conference.stage, conference.minutes_id = Stage.MINUTED.value, document.id
        conference.minuted_at = at
        save(conference, "stage", "minutes_id", "minuted_at")
        Decision.objects.filter(conference=conference).update(state=DecisionState.OPEN.value)
        event = MinutesIssued(document=document.id, decisions=tuple(each.id for each in decisions))
        record(actor=actor, chain=conference.id, event=event, at=at)
        title = f"会议纪要已印发，请落实议定事项：{conference.theme}"
        tell_units(conference, actor, day, "conference.minutes_issued", title)
    return conference
