"""The short track (简易办理): accept on it, and leave it for the ordinary way.

Source: 信访事项简易办理办法; 信访工作条例 23, 34. Called like an action; its rules are those of routing.
"""

from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Incomplete, NotCompetent, Refused, UnlawfulMove
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, OrganKind
from minqing.kernel.rows.public import insert, update
from minqing.petition.handling.accepting import acceptance_paper, take_on
from minqing.petition.handling.events import SimpleChosen, SimpleLeft
from minqing.petition.handling.notices import tell_ordinary
from minqing.petition.handling.rules import handling_term
from minqing.petition.matter.clocks import DUE_FIELDS, Start, counted, knows_term, turn_clocks
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Note, Petition
from minqing.petition.matter.notebook import write_note
from minqing.petition.matter.rules import Annex, Mode, Move, State, Track
from minqing.petition.matter.steps import (
    add_annex,
    check_version,
    open_for_move,
    procedure_of,
    refuse_if,
    save_step,
)
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _
from minqing.petition.routing.models import SimpleTrack
from minqing.petition.routing.referrals import latest_referral, simple_facts
from minqing.petition.routing.rules.simple import (
    CONDITIONS,
    Bar,
    Reason,
    Told,
    acceptance_day_refusal,
    fall_back_refusal,
    simple_refusal,
)

BEFORE_ANSWER = frozenset({State.REGISTERED, State.REFERRED, State.RETURNED, State.HANDLING, State.APPROVING})


def accept_simply(
    *,
    actor: Actor,
    petition_id: UUID,
    reason: Reason | str,
    absent: frozenset[Bar],
    paper_wanted: bool,
    told: Told | str = "",
    explanation: str = "",
    handler_id: UUID | None = None,
    at: datetime,
    version: int | None = None,
) -> Petition:
    """简易办理受理: the competent organ accepts on the short track, at once or within three working days.

    Registrars, handlers and leaders of the holding organ. Ten working days run from acceptance. The notice is
    a paper when the petitioner wants one, else how they were told is recorded. Records
    ``petition.simple_chosen`` and ``petition.accepted``. Refused when a condition fails, too late, by the
    petition office, on the urgent track.
    """
    with whole():
        petition, found = open_for_move(
            actor, petition_id, Doing.ACCEPT, Move.ACCEPT, version=version, joins=("petitioner",)
        )
        day, organ, wanted = civil_day(at), petition.holder, Reason(reason)
        if organ.kind == OrganKind.PETITION_OFFICE:
            raise NotCompetent("简易办理由有权处理的机关、单位决定，信访部门可以建议。", CONDITIONS)
        if petition.track == Track.URGENT:
            raise UnlawfulMove("重大、紧急的信访事项不能简易办理。", CONDITIONS)
        referral = latest_referral(petition) if petition.referred_on else None
        mode = Mode(referral.mode) if referral else None
        refuse_if(simple_refusal(simple_facts(petition, mode, wanted, absent, explanation)))
        refuse_if(_too_late(petition, day))
        if not paper_wanted and not told:
            raise Incomplete("信访人不要求书面告知的，请选定用什么方式告知受理。", CONDITIONS)
        track = _track_of(petition)
        track.reason, track.explanation = wanted.value, explanation.strip()
        track.organ, track.chosen_on = organ, day
        track.paper_wanted = paper_wanted
        track.accepted_told = "" if paper_wanted else Told(told).value
        _keep(track)
        petition.track = Track.SIMPLE.value
        fields = add_annex(petition, Annex.SIMPLE)
        if fields:
            update(petition, fields)
        event = SimpleChosen(reason=wanted.value, paper_wanted=paper_wanted, told=track.accepted_told)
        record(actor=actor, chain=petition.id, event=event, at=at)
        return take_on(petition, found, actor, handler_id, at, paper=paper_wanted)


def _too_late(petition: Petition, day: date) -> Refused | None:
    """Return why the three working days from the organ's own receipt are over, or None."""
    start = Start("SIMPLE_ACCEPT", petition.holder_id, petition.referred_on or petition.received_on)
    if not knows_term(start.term, start.on):
        return NotCompetent("收到这件事项时的规则没有简易办理。", CONDITIONS)
    return acceptance_day_refusal(due_on=counted(petition, start).due_on, on=day)


def _track_of(petition: Petition) -> SimpleTrack:
    """Return the row of the short track: the petition office's proposal, or a new one."""
    if Annex.SIMPLE.value in petition.annexes:
        found = SimpleTrack.objects.filter(petition=petition).first()
        if found is not None:
            return found
    return SimpleTrack(petition=petition)


def _keep(track: SimpleTrack) -> None:
    if track._state.adding:  # noqa: SLF001 - open API: whether the row is stored yet
        insert(track)
    else:
        update(track, ["reason", "explanation", "organ", "chosen_on", "paper_wanted", "accepted_told"])


def leave_simple_track(
    *, actor: Actor, petition_id: UUID, reason: str, at: datetime, version: int | None = None
) -> Petition:
    """转为普通程序: it proved not simple; the ordinary clock counts from the day of acceptance all along.

    Whoever may decide on the short track, at any time before the answer. The short clock stops, sixty days
    (or the practice) run from the original acceptance, never from today. The petitioner is told why, and gets
    the written notice of acceptance if there was none. Records ``petition.simple_left``. Refused without a
    reason, after the answer.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.SIMPLIFY, lock=True, joins=("petitioner",))
        check_version(petition, version)
        state, day = State(petition.state), civil_day(at)
        simple = petition.track == Track.SIMPLE
        refuse_if(fall_back_refusal(simple=simple, answered=state not in BEFORE_ANSWER, reason=reason))
        start = []
        if petition.accepted_on is not None:
            term = handling_term(procedure_of(petition))
            start = [Start(term, petition.holder_id, petition.accepted_on)]
        turn_clocks(petition, on=day, stop=EFFECTS[Act.LEAVE_SIMPLE].stops, start=start)
        petition.track = Track.ORDINARY.value
        track = _track_of(petition)
        track.left_on, track.left_reason = day, reason.strip()
        update(track, ["left_on", "left_reason"])
        save_step(petition, None, ("track", *DUE_FIELDS))
        left = SimpleLeft(reason_digest=digest_of(reason), due_on=petition.due_on)
        record(actor=actor, chain=petition.id, event=left, at=at)
        if petition.accepted_on is None:
            return petition
        if not track.paper_wanted:
            acceptance_paper(petition, actor, day)
        write_note(
            actor,
            petition,
            kind=Note.Kind.NOTE,
            text=_("您的事项不再适用简易办理，转为普通程序，办理期限仍从受理之日起算。理由：%(reason)s")
            % {"reason": reason.strip()},
            shown=True,
            at=at,
            event=False,
        )
        tell_ordinary(petition)
    return petition
