"""What may be done to a matter from acceptance to its end; the same shape as ``acts``."""

import datetime as dt
from dataclasses import replace

from minqing.kernel.law.public import Conflict, Refused, UnlawfulMove
from minqing.kernel.people.rules import OrganKind
from minqing.petition.handling import rules as handling
from minqing.petition.handling.co_handling import rules as co
from minqing.petition.handling.extension import rules as extension
from minqing.petition.handling.hearing import rules as hearing
from minqing.petition.handling.settlement import rules as settlement
from minqing.petition.matter.effects.rules import Act
from minqing.petition.matter.rules import (
    CO_OPINION,
    EXECUTION,
    FINISHED,
    Level,
    Move,
    State,
    Track,
    term_named,
)
from minqing.petition.matter.timing.rules import PAUSE_LIMIT, PauseFacts, pause_refusal
from minqing.petition.reply.execution.rules import must_be_executed, past_day_refusal
from minqing.petition.routing.rules import simple
from tests.oracles.days import last_day
from tests.oracles.terms import works
from tests.walks.acts import P, kind, owed_refusal, path, simple_facts
from tests.walks.matter import Broken, Clock, Matter, profile

PLAN = hearing.HearingPlan(
    held_on=None,
    times="上午九时",
    place="二楼会议室",
    host="周明",
    recorder="吴敏",
    seats=hearing.seats_of(
        "信访人 李桂兰\n承办人员 王建国\n听证员 赵六 县人大代表\n听证员 孙梅\n听证员 钱进"
    ),
    is_public=True,
    closed_reason="",
    ground=hearing.Ground.GRAVE,
    reason="群众关注",
)
AT_WORK = frozenset({State.HANDLING, State.APPROVING})
REVIEWING = UnlawfulMove("这是复查、复核件。", extension.EXTENDS)


def accept(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """Accept on the ordinary track."""
    found = m.move(Move.ACCEPT)
    if isinstance(found, Refused):
        return found
    return _take_on(m, day, simple_track=False)


def _take_on(m: Matter, day: dt.date, *, simple_track: bool) -> Refused | None:
    competent = kind(m.holder) is not OrganKind.PETITION_OFFICE
    refused = handling.acceptance_refusal(m.purpose, m.procedure, competent=competent)
    if refused is not None:
        return refused
    if simple_track:
        m.track = Track.SIMPLE
    elif m.track is Track.SIMPLE:
        m.track = Track.ORDINARY
    term = "SIMPLE_HANDLE" if simple_track else handling.handling_term(m.procedure)
    m.turn(Act.ACCEPT, day, [(term, m.holder, day, None)])
    m.handling, m.handler, m.accepted_on = m.holder, True, day
    m.take(f"accepted: {m.track}")
    m.go(Move.ACCEPT)
    return None


def accept_simply(m: Matter, day: dt.date, p: P) -> Refused | None:
    """Accept on the short track."""
    found = m.move(Move.ACCEPT)
    if isinstance(found, Refused):
        return found
    if kind(m.holder) is OrganKind.PETITION_OFFICE or m.track is Track.URGENT:
        return UnlawfulMove("不能简易办理。", simple.CONDITIONS)
    refused = simple.simple_refusal(simple_facts(m, m.mode, p))
    if refused is not None:
        return refused
    started = m.referred_on or m.received_on
    if not m.knows("SIMPLE_ACCEPT", started):
        return UnlawfulMove("现行规则没有简易办理。", simple.CONDITIONS)
    late = simple.acceptance_day_refusal(due_on=m.ends("SIMPLE_ACCEPT", started), on=day)
    if late is not None:
        return late
    refused = _take_on(m, day, simple_track=True)
    if refused is None:
        m.paper_wanted = p["paper"]
    return refused


def leave_simple(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """Back to the ordinary track, counted from acceptance all along."""
    answered = m.state not in {State.REGISTERED, State.REFERRED, State.RETURNED, *AT_WORK}
    refused = simple.fall_back_refusal(simple=m.track is Track.SIMPLE, answered=answered, reason="涉及多方")
    if refused is not None:
        return refused
    starts = []
    if m.accepted_on is not None:
        starts = [(handling.handling_term(m.procedure), m.holder, m.accepted_on, None)]
    m.turn(Act.LEAVE_SIMPLE, day, starts)
    m.track = Track.ORDINARY
    m.take(f"simple: left {'after' if starts else 'before'} acceptance")
    return None


def ask_opinion(m: Matter, day: dt.date, p: P) -> Refused | None:
    """Ask another organ for its opinion by a day."""
    if m.state is not State.HANDLING:
        return Conflict("受理之后、送审之前才能请协办、撤回协办。", co.BASIS)
    organ = p["organ"]
    target = co.CoTarget(
        organ, path(organ), kind(organ), active=True, asked_already=organ in {each for each, _ in m.owed}
    )
    lead = m.due[0] if m.due else None
    asked = co.CoQuestion("路段权属", p["by"], lead, path(m.holder), path(m.concerns), m.sealed)
    refused = co.asking_refusal(asked, target, day)
    if refused is not None:
        return refused
    m.turn(Act.ASK_OPINION, day, [(CO_OPINION, organ, day, p["by"])])
    m.owed.append((organ, m.clocks[-1]))
    m.take("co-opinion: asked")
    return None


def give_opinion(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """The organ asked answers."""
    if not m.owed or m.state in FINISHED:
        return Conflict("没有这项协办。", co.BASIS)
    _organ, clock = m.owed.pop(0)
    clock.stopped = clock.stopped or day
    m.take("co-opinion: given")
    return None


def ask_term(m: Matter, day: dt.date, p: P) -> Refused | None:
    """Ask for an extension or a pause."""
    if m.state not in AT_WORK:
        return Conflict("只有正在办理、还没有作出处理意见的事项才谈得上延长、中止。", extension.EXTENDS)
    law = {c.term: term_named(profile(c.start, m.place), c.term) for c in m.running()}
    wants = p["kind"] == "extension"
    fitting = [c for c in m.running() if _fits(m, c, law[c.term], extension_wanted=wants)]
    clock = next(iter([*fitting, *(c for c in m.running() if m.due and c.term == m.due[1])]), None)
    if clock is None:
        return Conflict("这件信访事项没有正在计算的办理期限。", extension.EXTENDS)
    if not wants and m.pending is not None:
        return Conflict("已经有一份申请等待负责人审批。", extension.EXTENDS)
    term = law[clock.term]
    if wants:
        refused = extension.application_refusal(
            extension.ExtensionFacts(
                extension=term.extension if term else None,
                article=term.article if term and not term.default else extension.EXTENDS,
                term_name=clock.term,
                due_on=clock.due,
                extended_days=clock.extended,
                paused=clock.paused is not None,
                pending=m.pending is not None,
            ),
            days=p["days"],
            reason="情况复杂",
            on=day,
        )
    else:
        refused = pause_refusal(_pause_facts(m, clock, p["ground_id"]), on=day)
    if refused is not None:
        return refused
    m.pending = (p["kind"], p["days"], clock)
    m.take(f"{p['kind']}: asked")
    return None


def _fits(m: Matter, clock: Clock, term: object, *, extension_wanted: bool) -> bool:
    if extension_wanted:
        return getattr(term, "extension", None) is not None
    return bool(profile(clock.start, m.place).grounds_for(clock.term))


def _pause_facts(m: Matter, clock: Clock, ground: str) -> PauseFacts:
    return PauseFacts(
        grounds={each.id: each for each in profile(clock.start, m.place).grounds_for(clock.term)},
        ground=ground,
        term=clock.term,
        term_name=clock.term,
        due_on=clock.due,
        started_on=clock.start,
        paused=clock.paused is not None,
        excluded_until=max((last for _first, last in clock.pauses), default=None),
    )


def decide_term(m: Matter, day: dt.date, p: P) -> Refused | None:
    """The head of the organ grants or refuses what was asked."""
    if m.state not in AT_WORK or m.pending is None:
        return Conflict("没有等待审批的延长、中止申请。", extension.EXTENDS)
    asked, days, clock = m.pending
    if not p["grant"]:
        m.pending = None
        m.take(f"{asked}: refused")
        return None
    late = extension.late_decision_refusal(clock.due, on=day)
    if late is not None:
        return late
    if asked == "pause":
        refused = pause_refusal(_pause_facts(m, clock, "APPRAISAL"), on=day)
        if refused is not None:
            return refused
        _stand_still(m, clock, day)
    else:
        if clock.extended or day > clock.due:
            raise Broken("extended twice, or after the last day")
        before = last_day(clock.start, 60, pauses=clock.pauses, works=works)
        clock.extended = days
        m.count_anew(clock)
        wanted = last_day(before.unrolled, days, pauses=clock.pauses, works=works).due
        m.same(clock.due, wanted, "from the original last day")
        m.set_due()
    m.pending = None
    m.take(f"{asked}: granted")
    return None


def _stand_still(m: Matter, clock: Clock, day: dt.date) -> None:
    clock.paused, clock.limit = day, m.ends(PAUSE_LIMIT, day)
    m.turn(Act.PAUSE, day, [(PAUSE_LIMIT, clock.organ, day, None)])


def resume(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """What stood still runs on with exactly the days that remained."""
    clock = next((c for c in m.running() if c.paused is not None), None)
    if m.state not in AT_WORK or clock is None:
        return Conflict("没有中止的期限，不用恢复。", extension.EXTENDS)
    m.run_on(clock, day)
    m.take("pause: resumed")
    return None


def announce_hearing(m: Matter, day: dt.date, p: P) -> Refused | None:
    """A hearing; only in the final review its time is left out (36(2))."""
    if m.state is not State.HANDLING or m.hearing:
        return Conflict("没有可以这样办的听证。", extension.EXTENDS)
    notice = profile(day, m.place).settings.get(hearing.NOTICE_DAYS)
    plan = replace(PLAN, held_on=p["held_on"])
    refused = hearing.plan_refusal(plan, investigators=(), notice_days=notice.value if notice else 0, on=day)
    if refused is not None:
        return refused
    m.hearing, m.hearing_on = True, p["held_on"]
    for clock in m.running():
        grounds = {each.id for each in profile(clock.start, m.place).grounds_for(clock.term)}
        if "HEARING" in grounds and clock.paused is None and day <= clock.due:
            _stand_still(m, clock, day)
            m.take("hearing: term stands still")
    m.take(f"hearing: announced at {m.level}")
    return None


def conclude_hearing(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """The hearing is over; what stood still for it runs on."""
    if m.state is not State.HANDLING or not m.hearing:
        return Conflict("没有可以这样办的听证。", extension.EXTENDS)
    early = hearing.holding_refusal(held_on=m.hearing_on, on=day)
    if early is not None:
        return early
    m.hearing, m.heard = False, True
    if m.level is Level.FINAL_REVIEW:
        for clock in m.running():
            if clock.paused is not None:
                m.run_on(clock, day)
    m.take("hearing: concluded")
    return None


def submit(m: Matter, _day: dt.date, p: P) -> Refused | None:
    """The draft goes up, complete; no opinion is owed and no hearing open."""
    found = m.move(Move.SUBMIT)
    if isinstance(found, Refused):
        return found
    if m.hearing:
        return Conflict("听证还没有结束。", extension.EXTENDS)
    refused = owed_refusal(m)
    if refused is not None:
        return refused
    m.outcome = p["outcome"]
    m.go(Move.SUBMIT)
    return None


def send_back(m: Matter, _day: dt.date, _p: P) -> Refused | None:
    """The leader gives it back."""
    found = m.move(Move.SEND_BACK)
    if isinstance(found, Refused):
        return found
    m.go(Move.SEND_BACK)
    return None


def follow(m: Matter, act: Act, day: dt.date, by: dt.date) -> None:
    times = 1 if act is Act.SETTLE else m.requests
    m.turn(act, day, [(EXECUTION, m.holder, day, by)] * times)
    m.executions += m.clocks[-times:]
    m.take("execution: followed")


def approve(m: Matter, day: dt.date, p: P) -> Refused | None:
    """The opinion is issued; what it supports is followed to its day."""
    found = m.move(Move.APPROVE)
    if isinstance(found, Refused):
        return found
    by: dt.date | None = p.get("by")
    binds = m.level is Level.FIRST and must_be_executed(m.purpose, m.outcome)
    refused = past_day_refusal([(1, by)] if binds and by else [], day)
    if refused is not None:
        return refused
    m.answered_on, m.answered_by = day, "opinion"
    if binds and by:
        follow(m, Act.APPROVE, day, by)
    if m.sealed and not m.anonymous and m.knows("JJKG_FEEDBACK", day):
        m.turn(Act.APPROVE, day, [("JJKG_FEEDBACK", m.holder, day, None)])
    m.take(f"answered: {m.outcome}")
    m.go(Move.APPROVE)
    return None


def settle(m: Matter, day: dt.date, p: P) -> Refused | None:
    """Answered by the agreement of both."""
    found = m.move(Move.SETTLE)
    if isinstance(found, Refused):
        return found
    proposal = settlement.Proposal(mediation=True, other_party="施工方", mediator="司法所", words="愿意调解")
    agreement = settlement.Agreement("塌方", "修复", "两月内", day, p.get("by"), p.get("performed", ""))
    refused = (
        settlement.proposal_refusal(m.purpose, proposal)
        or owed_refusal(m)
        or (Conflict("听证还没有结束。", extension.EXTENDS) if m.hearing else None)
        or settlement.agreement_refusal(agreement, agreed=(day, day), accepted_on=m.accepted_on, on=day)
    )
    if refused is not None:
        return refused
    m.answered_on, m.answered_by = day, "agreement"
    if not agreement.performed and agreement.execute_by:
        follow(m, Act.SETTLE, day, agreement.execute_by)
    m.go(Move.SETTLE)
    return None
