"""重大、紧急: a grave matter goes up at once, on a track of its own, known to few.

Articles: 信访工作条例 25 (report to one's own Party committee and government, tell the departments and the
joint conference, petition offices also their superiors), 46(4) (concealing, false and late reports).
"""

from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.ledger.public import record
from minqing.kernel.notifications.public import withdraw_notices
from minqing.kernel.people.public import Actor, Duty
from minqing.kernel.rows.public import insert, update
from minqing.petition.matter.clocks import DUE_FIELDS, Start, running_clocks, turn_clocks
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notices import posts_holding, tell_staff
from minqing.petition.matter.rules import Annex, State, Track
from minqing.petition.matter.steps import account_of, add_annex, check_version, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _
from minqing.petition.registration.events import UrgentEnded, UrgentFound, UrgentReported
from minqing.petition.registration.models import Urgency, UrgentReport
from minqing.petition.registration.rules import (
    STOPS_THE_CLOCK,
    URGENT_REPORT,
    ReportedTo,
    calm_refusal,
    report_refusal,
    urgent_refusal,
)


def mark_urgent(
    *, actor: Actor, petition_id: UUID, reason: str, at: datetime, version: int | None = None
) -> Urgency:
    """标为重大、紧急: the clock to report upward starts, the organ's leaders are told, few others see it.

    Registrars and leaders of the organ that holds it, and its handler. Handlers of the organ who do not
    handle it no longer see it, and what they were told of it is taken back. Records
    ``petition.urgent_found``. Refused when finished, already urgent, on the simple track, or without reason.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.MARK_URGENT, lock=True)
        check_version(petition, version)
        state, day = State(petition.state), civil_day(at)
        refuse_if(urgent_refusal(state=state, track=Track(petition.track), reason=reason))
        petition.track = Track.URGENT.value
        turn_clocks(petition, on=day, start=[Start(URGENT_REPORT, petition.holder_id, day)])
        save_step(petition, None, ("track", *add_annex(petition, Annex.URGENT), *DUE_FIELDS))
        urgency = Urgency(
            petition=petition, reason=reason.strip(), found_by_id=account_of(actor), found_at=at
        )
        insert(urgency)
        due = next(clock.due_on for clock in running_clocks(petition) if clock.term == URGENT_REPORT)
        event = UrgentFound(urgency_id=urgency.id, reason_digest=digest_of(reason), report_due=due)
        record(actor=actor, chain=petition.id, event=event, at=at)
        few = posts_holding(petition.holder_id, [Duty.REGISTRAR, Duty.LEADER], day)
        keep = {*few, petition.handler_id, actor.account_id}
        withdraw_notices(subject_id=petition.id, keep=tuple(each for each in keep if each))
        tell_staff(
            petition,
            few,
            event_name="petition.urgent_found",
            title=_("重大、紧急，请立即报告"),
            actor=actor,
        )
    return urgency


def report_urgent(
    *,
    actor: Actor,
    petition_id: UUID,
    to: ReportedTo,
    to_name: str,
    told_at: datetime,
    way: str = "",
    measures: str = "",
    at: datetime,
    version: int | None = None,
) -> UrgentReport:
    """记下报告: who was told, when, how, and what was done meanwhile.

    The report to one's own Party committee and government stops the clock; the others are told besides. A
    late report is recorded all the same, and the clock shows it was late (46(4)). Records
    ``petition.urgent_reported``. Refused off the urgent track, for a time before it was found or to come.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.MARK_URGENT, lock=True)
        check_version(petition, version)
        urgency = Urgency.objects.filter(petition=petition, ended_at=None).first()
        found_at = urgency.found_at if urgency else at
        refuse_if(
            report_refusal(
                track=Track(petition.track),
                to_name=to_name,
                told_before_found=civil_day(told_at) < civil_day(found_at),
                told_later=told_at > at,
            )
        )
        chosen = ReportedTo(to)
        report = UrgentReport(
            urgency=urgency,
            to=chosen.value,
            to_name=to_name.strip()[:200],
            told_at=told_at,
            way=way.strip()[:100],
            measures=measures.strip(),
            by_id=account_of(actor),
            at=at,
        )
        insert(report)
        fields: tuple[str, ...] = ()
        if chosen in STOPS_THE_CLOCK:
            turn_clocks(petition, on=civil_day(told_at), stop=EFFECTS[Act.REPORT_URGENT].stops)
            fields = DUE_FIELDS
        save_step(petition, None, fields)
        event = UrgentReported(report_id=report.id, to=chosen.value, told_at=told_at.isoformat())
        record(actor=actor, chain=petition.id, event=event, at=at)
    return report


def end_urgency(
    *, actor: Actor, petition_id: UUID, reason: str, at: datetime, version: int | None = None
) -> Petition:
    """解除重大、紧急: the danger is over; the matter goes on as an ordinary one.

    Records ``petition.urgent_ended``. Refused before it was reported to the own leadership: a report that was
    owed is not undone by calling the matter calm (46(4)).
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.MARK_URGENT, lock=True)
        check_version(petition, version)
        urgency = Urgency.objects.filter(petition=petition, ended_at=None).first()
        told = [each.value for each in STOPS_THE_CLOCK]
        reported = urgency is not None and urgency.reports.filter(to__in=told).exists()
        refuse_if(calm_refusal(track=Track(petition.track), reported=reported, reason=reason))
        if urgency is not None:
            urgency.ended_by_id, urgency.ended_at = actor.account_id, at
            urgency.ended_reason = reason.strip()[:500]
            update(urgency, ["ended_by", "ended_at", "ended_reason"])
            event = UrgentEnded(urgency_id=urgency.id, reason_digest=digest_of(reason))
            record(actor=actor, chain=petition.id, event=event, at=at)
        petition.track = Track.ORDINARY.value
        save_step(petition, None, ("track",))
    return petition
