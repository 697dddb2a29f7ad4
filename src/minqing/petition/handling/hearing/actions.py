"""听证: apply, announce, hold and record, conclude; waive, cancel, refuse.

Articles: 信访工作条例 31[6]; 36(2): at the first level a hearing's time counts, in the final review it is
left out – the term stands still from the notice to the opinion (``running_on.stand_still_for_hearing``).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Conflict, Incomplete
from minqing.kernel.ledger.public import Event, record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import insert, update
from minqing.petition.handling.hearing import rules
from minqing.petition.handling.hearing.events import (
    HearingAnnounced,
    HearingApplied,
    HearingConcluded,
    HearingEnded,
    HearingHeld,
    HearingWaived,
)
from minqing.petition.handling.hearing.notices import tell_applied, tell_petitioner_of_hearing
from minqing.petition.handling.hearing.rules import Ground, HearingPlan, Seat
from minqing.petition.handling.models import Hearing, Record
from minqing.petition.handling.records.rules import exchanges_of
from minqing.petition.handling.running_on import run_on_after_hearing, stand_still_for_hearing
from minqing.petition.matter.clocks import profile_in_force
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notebook import attach
from minqing.petition.matter.papers import common, day_words
from minqing.petition.matter.rules import Annex, State
from minqing.petition.matter.steps import add_annex, check_version, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _

Status = Hearing.Status
OPEN = (Status.APPLIED, Status.NOTICED, Status.HELD)


def _handled(actor: Actor, petition_id: UUID, doing: Doing, version: int | None) -> Petition:
    petition = petition_for(actor, petition_id, doing, lock=True, joins=("petitioner", "handler"))
    check_version(petition, version)
    if State(petition.state) is not State.HANDLING:
        raise Conflict("受理之后、送审之前才能申请、举行听证。", rules.MAY_HEAR)
    return petition


def open_hearing(petition: Petition) -> Hearing | None:
    """Return the hearing asked for or under way; no query on a file without any."""
    if Annex.HEARING.value not in petition.annexes:
        return None
    return Hearing.objects.filter(petition=petition, status__in=OPEN).first()


def concluded_hearing(petition: Petition) -> Hearing | None:
    """Return the latest hearing that came to its opinion; no query on a file without any."""
    if Annex.HEARING.value not in petition.annexes:
        return None
    return Hearing.objects.filter(petition=petition, status=Status.CONCLUDED).order_by("-id").first()


def refuse_while_hearing(petition: Petition) -> None:
    """Refuse to go on while a hearing is asked for, announced, or held without its conclusion."""
    hearing = open_hearing(petition)
    if hearing is not None:
        refuse_if(rules.unfinished_refusal(hearing.status))


def _wanted(petition: Petition, *statuses: Hearing.Status) -> Hearing:
    hearing = open_hearing(petition)
    if hearing is None or hearing.status not in statuses:
        raise Conflict("没有可以这样办的听证。", rules.MAY_HEAR)
    return hearing


def _say(actor: Actor, petition: Petition, event: Event, at: datetime) -> None:
    record(actor=actor, chain=petition.id, event=event, at=at)


def apply_for_hearing(*, actor: Actor, petition_id: UUID, reason: str, at: datetime) -> Hearing:
    """申请听证: the petitioner asks for one; the handler must hold it or say in writing why not.

    The petitioner on their page, or staff who were told. Records ``petition.hearing_applied``; the handler is
    told. Refused without reasons, or when one is open already.
    """
    with whole():
        petition = _handled(actor, petition_id, Doing.TAKE_PART, None)
        if not reason.strip():
            raise Incomplete("请写明为什么要举行听证。", rules.MAY_HEAR)
        if open_hearing(petition) is not None:
            raise Conflict("听证已经申请或者安排了。", rules.MAY_HEAR)
        hearing = Hearing(
            petition=petition,
            status=Status.APPLIED,
            ground=Ground.APPLICATION.value,
            reason=reason.strip(),
            asked_at=at,
        )
        insert(hearing)
        save_step(petition, None, add_annex(petition, Annex.HEARING))
        _say(actor, petition, HearingApplied(hearing_id=hearing.id, reason_digest=digest_of(reason)), at)
        tell_applied(petition, actor)
    return hearing


def announce_hearing(
    *, actor: Actor, petition_id: UUID, plan: HearingPlan, at: datetime, version: int | None = None
) -> Hearing:
    """决定举行听证并通知: the notice goes to the participants the profile's days ahead.

    The matter's handler, for a grave, complex or difficult matter, or because the petitioner applied. Issues
    the 听证通知书; records ``petition.hearing_announced``; the petitioner is told. Refused: notice too short,
    the host has investigated, no panel, not public without a reason, one is open already.
    """
    with whole():
        petition = _handled(actor, petition_id, Doing.HEAR, version)
        day, hearing = civil_day(at), open_hearing(petition)
        if hearing is not None and hearing.status != Status.APPLIED:
            raise Conflict("听证已经安排了。", rules.MAY_HEAR)
        days = profile_in_force(day).setting(rules.NOTICE_DAYS)
        asked = _investigators(petition)
        refuse_if(rules.plan_refusal(plan, investigators=asked, notice_days=days, on=day))
        document = issue_document(
            actor=actor,
            kind=DocumentKind.HEARING_NOTICE,
            subject_id=petition.id,
            organ=petition.holder,
            data=_notice(petition, plan, actor),
            on=day,
        )
        fields = _planned(plan) | {
            "status": Status.NOTICED.value,
            "noticed_on": day,
            "notice_id": document.id,
        }
        if hearing is None:
            hearing = Hearing(petition=petition, asked_at=at, **fields)
            insert(hearing)
        else:
            fields.pop("ground")
            for name, value in fields.items():
                setattr(hearing, name, value)
            update(hearing, list(fields))
        still = stand_still_for_hearing(actor, petition, at)
        save_step(petition, None, (*add_annex(petition, Annex.HEARING), *still))
        event = HearingAnnounced(
            hearing_id=hearing.id,
            held_on=plan.held_on or day,
            is_public=plan.is_public,
            participants=len(plan.seats),
            document_id=document.id,
        )
        _say(actor, petition, event, at)
        tell_petitioner_of_hearing(petition, "petition.hearing_announced")
    return hearing


def _investigators(petition: Petition) -> list[str]:
    """Return who has investigated: the handler and whoever asked in a record."""
    names = [petition.handler.name] if petition.handler else []
    if Annex.RECORDS.value in petition.annexes:
        names += Record.objects.filter(petition=petition).values_list("asker", flat=True)
    return [name for each in names for name in each.replace("，", "、").split("、")]


def _planned(plan: HearingPlan) -> dict[str, Any]:
    return {
        "ground": str(plan.ground),
        "reason": plan.reason.strip(),
        "held_on": plan.held_on,
        "times": plan.times.strip(),
        "place": plan.place.strip(),
        "host": plan.host.strip(),
        "recorder": plan.recorder.strip(),
        "is_public": plan.is_public,
        "closed_reason": plan.closed_reason.strip(),
        "shorter_notice": plan.shorter_notice.strip()[:200],
        "participants": [{"role": s.role, "name": s.name, "organ": s.organ} for s in plan.seats],
    }


def _notice(petition: Petition, plan: HearingPlan, actor: Actor) -> dict[str, Any]:
    return {
        **common(petition, petition.holder, actor),
        "time": f"{day_words(plan.held_on)} {plan.times.strip()}" if plan.held_on else "",
        "place": plan.place.strip(),
        "host": plan.host.strip(),
        "participants": "、".join(seat.words for seat in plan.seats),
        "public": _("公开举行") if plan.is_public else _("不公开举行：%(why)s") % {"why": plan.closed_reason},
    }


@dataclass(frozen=True, slots=True)
class HearingTable:
    """听证笔录, as written at the table; ``dialogue`` is text, question and answer by turns."""

    dialogue: str
    signed: str


def hold_hearing(
    *,
    actor: Actor,
    petition_id: UUID,
    table: HearingTable,
    file_ids: tuple[UUID, ...] = (),
    at: datetime,
    version: int | None = None,
) -> Hearing:
    """举行听证、制作笔录: what was asked, argued and answered, read over and signed; recordings attached.

    The matter's handler, from the announced day on. Issues the 听证笔录; records ``petition.hearing_held``.
    Refused before the day, without question and answer, or unsigned.
    """
    with whole():
        petition = _handled(actor, petition_id, Doing.HEAR, version)
        hearing, day = _wanted(petition, Status.NOTICED), civil_day(at)
        refuse_if(rules.holding_refusal(held_on=hearing.held_on, on=day))
        exchanges = exchanges_of(table.dialogue)
        if not exchanges or not table.signed.strip():
            raise Incomplete("听证笔录要有问答（一行“问：”，一行“答：”）和核对签名的情况。", rules.MAY_HEAR)
        attach(petition, file_ids, at=at, by_petitioner=False, shown=False)
        document = issue_document(
            actor=actor,
            kind=DocumentKind.HEARING_RECORD,
            subject_id=petition.id,
            organ=petition.holder,
            data={
                **common(petition, petition.holder, actor),
                **_sitting(hearing),
                "exchanges": exchanges,
                "read_over": table.signed.strip(),
            },
            on=day,
        )
        hearing.status, hearing.exchanges = Status.HELD, exchanges
        hearing.signed, hearing.files, hearing.record_id = table.signed.strip(), list(file_ids), document.id
        update(hearing, ["status", "exchanges", "signed", "files", "record_id"])
        save_step(petition, None)
        event = HearingHeld(
            hearing_id=hearing.id,
            held_on=hearing.held_on or day,
            document_id=document.id,
            digest=digest_of(table.dialogue),
        )
        _say(actor, petition, event, at)
    return hearing


def _sitting(hearing: Hearing) -> dict[str, Any]:
    seats = [Seat(each["role"], each["name"], each.get("organ", "")) for each in hearing.participants]
    return {
        "time": f"{day_words(hearing.held_on)} {hearing.times}" if hearing.held_on else hearing.times,
        "place": hearing.place,
        "host": hearing.host,
        "recorder": hearing.recorder,
        "participants": "、".join(seat.words for seat in seats),
        "members": "、".join([f"主持人{hearing.host}", *(s.words for s in seats if s.role in rules.PANEL)]),
    }


def conclude_hearing(
    *,
    actor: Actor,
    petition_id: UUID,
    facts: str,
    conclusion: str,
    votes: tuple[int, int, int],
    at: datetime,
    version: int | None = None,
) -> Hearing:
    """听证意见: what the panel found and by which vote; an important ground of the handling opinion.

    The matter's handler writes it down. ``votes`` are for, against, abstaining. Issues the 听证意见书;
    records ``petition.hearing_concluded``. Refused: votes that are not the panel's, no majority, no words.
    """
    with whole():
        petition = _handled(actor, petition_id, Doing.HEAR, version)
        hearing, day = _wanted(petition, Status.HELD), civil_day(at)
        panel = rules.panel_of(hearing.participants)
        refuse_if(rules.conclusion_refusal(facts=facts, conclusion=conclusion, votes=votes, panel=panel))
        document = issue_document(
            actor=actor,
            kind=DocumentKind.HEARING_OPINION,
            subject_id=petition.id,
            organ=petition.holder,
            data={
                **common(petition, petition.holder, actor),
                **_sitting(hearing),
                "facts": facts.strip(),
                "votes": _("参加评议%(all)d人：赞成%(yes)d票，反对%(no)d票，弃权%(abstain)d票。")
                % {"all": panel, "yes": votes[0], "no": votes[1], "abstain": votes[2]},
                "opinion": conclusion.strip(),
            },
            on=day,
        )
        hearing.status, hearing.facts, hearing.conclusion = (
            Status.CONCLUDED,
            facts.strip(),
            conclusion.strip(),
        )
        hearing.votes_for, hearing.votes_against, hearing.votes_abstain = votes
        hearing.opinion_id = document.id
        update(
            hearing,
            ["status", "facts", "conclusion", "votes_for", "votes_against", "votes_abstain", "opinion_id"],
        )
        save_step(petition, None, run_on_after_hearing(actor, petition, at))
        event = HearingConcluded(
            hearing_id=hearing.id,
            document_id=document.id,
            votes_for=votes[0],
            votes_against=votes[1],
            votes_abstain=votes[2],
        )
        _say(actor, petition, event, at)
    return hearing


def waive_hearing(
    *, actor: Actor, petition_id: UUID, reason: str, at: datetime, version: int | None = None
) -> Hearing:
    """视为放弃听证: the petitioner did not come, without good reason; the matter goes on without a hearing.

    The matter's handler, from the announced day on; ``reason`` tells how long one waited and how they
    had been told. Records ``petition.hearing_waived``. It takes nothing else from the petitioner.
    """
    with whole():
        petition = _handled(actor, petition_id, Doing.HEAR, version)
        hearing = _wanted(petition, Status.NOTICED)
        refuse_if(rules.holding_refusal(held_on=hearing.held_on, on=civil_day(at)))
        _end(hearing, Status.WAIVED, reason)
        save_step(petition, None, run_on_after_hearing(actor, petition, at))
        event = HearingWaived(hearing_id=hearing.id, reason_digest=digest_of(reason))
        _say(actor, petition, event, at)
    return hearing


def end_hearing(
    *, actor: Actor, petition_id: UUID, reason: str, at: datetime, version: int | None = None
) -> Hearing:
    """不举行听证: an application is refused, or an announced hearing called off, with written reasons.

    The matter's handler. Records ``petition.hearing_ended``; the petitioner is told. Refused without reasons.
    """
    with whole():
        petition = _handled(actor, petition_id, Doing.HEAR, version)
        hearing = _wanted(petition, Status.APPLIED, Status.NOTICED)
        status = Status.REFUSED if hearing.status == Status.APPLIED else Status.CANCELLED
        _end(hearing, status, reason)
        save_step(petition, None, run_on_after_hearing(actor, petition, at))
        event = HearingEnded(hearing_id=hearing.id, status=status.value, reason_digest=digest_of(reason))
        _say(actor, petition, event, at)
        tell_petitioner_of_hearing(petition, "petition.hearing_ended")
    return hearing


def _end(hearing: Hearing, status: Hearing.Status, reason: str) -> None:
    if not reason.strip():
        raise Incomplete("请写明理由。", rules.MAY_HEAR)
    hearing.status, hearing.ended_reason = status, reason.strip()
    update(hearing, ["status", "ended_reason"])
