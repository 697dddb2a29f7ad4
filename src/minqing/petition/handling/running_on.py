"""恢复计算: what stood still runs on – because somebody says so, the hearing is over, or the limit has come.

Articles: 信访工作条例 36(2) (the time of a hearing is left out of the final review); local texts.
"""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import SYSTEM, Actor, Duty, PostFacts
from minqing.petition.handling.events import ClockPaused, ClockResumed
from minqing.petition.handling.extension import rules
from minqing.petition.handling.notices import tell_term_moved, tell_term_resumed
from minqing.petition.matter.clock_changes import Mover, grounds_of, open_pause, pause_clock, resume_paused
from minqing.petition.matter.clocks import DUE_FIELDS, running_clocks
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import ClockPause, Petition, RunningClock
from minqing.petition.matter.rules import Annex, State
from minqing.petition.matter.steps import add_annex, check_version, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _

AT_WORK: Final = frozenset({State.HANDLING, State.APPROVING})
HEARING: Final = "HEARING"


def opened_at_work(
    actor: Actor, petition_id: UUID, doing: Doing, version: int | None, *joins: str
) -> Petition:
    """Return the locked matter, which must be handled and not answered yet."""
    petition = petition_for(actor, petition_id, doing, lock=True, joins=tuple(joins))
    check_version(petition, version)
    if State(petition.state) not in AT_WORK:
        raise Conflict("只有正在办理、还没有作出处理意见的事项才谈得上延长、中止。", rules.EXTENDS)
    return petition


def head_post(actor: Actor, petition: Petition) -> PostFacts | None:
    """Return the post from which the organ's head (or deputy) acts; None for somebody who is not."""
    return actor.post_for(Duty.LEADER, petition.handling_id) if petition.handling_id else None


def resume_term(
    *, actor: Actor, petition_id: UUID, reason: str, at: datetime, version: int | None = None
) -> RunningClock:
    """恢复计算: what stood still runs on with exactly the days that remained; today counts again.

    The handler or the head of the organ. Records ``petition.clock_resumed``; the petitioner is told. Refused
    when nothing stands still, or without saying why.
    """
    with whole():
        petition = opened_at_work(actor, petition_id, Doing.RESUME_TERM, version, "petitioner")
        clock = next((each for each in running_clocks(petition) if each.paused_on), None)
        pause = open_pause(clock) if clock is not None else None
        if clock is None or pause is None:
            raise Conflict("没有中止的期限，不用恢复。", rules.EXTENDS)
        if not reason.strip():
            raise Incomplete("请写明中止的事由已经怎样结束，例如哪天收到鉴定意见。", rules.EXTENDS)
        resume_now(actor, petition, clock, at=at, reason=reason.strip())
    return clock


def resume_now(
    actor: Actor,
    petition: Petition,
    clock: RunningClock,
    *,
    at: datetime,
    reason: str,
    on: date | None = None,
) -> None:
    """Resume a paused clock from a day on (today), save the matter, record it and tell those concerned."""
    pause = open_pause(clock)
    if pause is None:
        raise Conflict("没有中止的期限，不用恢复。", rules.EXTENDS)
    _run_on(actor, petition, clock, pause, at=at, reason=reason, on=on or civil_day(at))
    save_step(petition, None, DUE_FIELDS)


def _run_on(
    actor: Actor,
    petition: Petition,
    clock: RunningClock,
    pause: ClockPause,
    *,
    at: datetime,
    reason: str,
    on: date,
) -> None:
    """Resume, record it and tell those concerned; the caller saves the matter."""
    post = head_post(actor, petition)
    ground = grounds_of(clock).get(pause.ground)
    mover = Mover(
        at=at,
        on=on,
        basis=ground.article.cite if ground else "",
        reason=reason,
        applied_by=actor.account_id,
        approved_title=post.title if post else "",
    )
    change = resume_paused(petition, clock, pause, mover)
    event = ClockResumed(clock_id=clock.id, term=clock.term, days=change.days, due_on=clock.due_on)
    record(actor=actor, chain=petition.id, event=event, at=at, post=post)
    tell_term_resumed(petition, clock, actor)


def stand_still_for_hearing(actor: Actor, petition: Petition, at: datetime) -> tuple[str, ...]:
    """Let the term stand still while a hearing is prepared and held, where the law leaves that time out.

    36(2): nationally the final review's thirty days only. From the notice of the hearing to its opinion; no
    application is needed, the text itself says so. Returns the fields of the matter to save, () where the
    time counts. Records ``petition.clock_paused``.
    """
    day = civil_day(at)
    for clock in running_clocks(petition):
        ground = grounds_of(clock).get(HEARING)
        if ground is None or clock.paused_on is not None or day > clock.due_on:
            continue
        mover = Mover(
            at=at, on=day, basis=ground.article.cite, reason=_("举行听证"), applied_by=actor.account_id
        )
        pause = pause_clock(petition, clock, HEARING, mover)
        event = ClockPaused(
            request_id=None,
            clock_id=clock.id,
            term=clock.term,
            ground=HEARING,
            paused_on=day,
            limit_on=pause.limit_on,
        )
        record(actor=actor, chain=petition.id, event=event, at=at)
        tell_term_moved(petition, clock)
        return (*DUE_FIELDS, *add_annex(petition, Annex.PAUSE))
    return ()


def run_on_after_hearing(actor: Actor, petition: Petition, at: datetime) -> tuple[str, ...]:
    """Let the term run on once the hearing is over, given up or called off; returns the fields to save."""
    if Annex.PAUSE.value not in petition.annexes:
        return ()
    for clock in running_clocks(petition):
        pause = open_pause(clock) if clock.paused_on is not None else None
        if pause is not None and pause.ground == HEARING:
            _run_on(actor, petition, clock, pause, at=at, reason=_("听证已经结束"), on=civil_day(at))
            return DUE_FIELDS
    return ()


def end_forgotten_pauses(at: datetime) -> int:
    """Resume every pause whose limit has come, as of that limit; return how many. A second run finds none.

    The days after the limit count, however late this runs: nobody gains time by forgetting.
    """
    due = ClockPause.objects.filter(last_on=None, limit_on__lte=civil_day(at), clock__stopped_on=None)
    ended = 0
    for pause_id, petition_id in list(due.order_by("limit_on", "id").values_list("id", "clock__petition_id")):
        with whole():
            joins = ("petitioner",)
            petition = petition_for(SYSTEM, petition_id, Doing.RESUME_TERM, lock=True, joins=joins)
            pause = ClockPause.objects.filter(pk=pause_id, last_on=None).first()
            if pause is None:
                continue
            clock = next(each for each in running_clocks(petition) if each.pk == pause.clock_id)
            words = _("中止已到规定的最长天数，自动恢复计算。")
            resume_now(SYSTEM, petition, clock, at=at, reason=words, on=pause.limit_on)
            ended += 1
    return ended
