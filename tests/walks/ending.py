"""What may be done to a matter once it is answered, to its end; the same shape as ``acts``."""

import datetime as dt

from minqing.kernel.documents.rules.delivery import DeliveryFacts, DeliveryWay, delivered_on, delivery_refusal
from minqing.kernel.law.public import Conflict, Incomplete, Refused
from minqing.petition.closure import rules as closure
from minqing.petition.evaluation import rules as rating
from minqing.petition.handling.extension import rules as extension
from minqing.petition.matter.effects.rules import Act
from minqing.petition.matter.rules import (
    Mode,
    Move,
    Outcome,
    State,
    Track,
)
from minqing.petition.reply import rules as reply
from minqing.petition.reply.execution.rules import must_be_executed
from minqing.petition.routing.rules import simple
from tests.walks.acts import P, owed_refusal
from tests.walks.later import follow
from tests.walks.matter import Matter


def deliver(m: Matter, day: dt.date, p: P) -> Refused | None:
    """Delivered by one of the six ways; the petitioner's windows run from that day."""
    found = m.move(Move.DELIVER)
    if isinstance(found, Refused):
        return found
    way, acted = DeliveryWay(p["way"]), p["acted"]
    announced = way is DeliveryWay.ANNOUNCEMENT
    until = m.ends("SERVICE_BY_ANNOUNCEMENT", acted) if announced else None
    facts = DeliveryFacts(
        way=way,
        acted_on=acted,
        issued_on=m.answered_on or day,
        consent=p["consent"],
        relation="之子",
        witnesses=("见证",),
        refusal_reason="拒签",
        post_number="EMS1",
        evidence=True,
        announced_until=until,
    )
    said = delivery_refusal(facts, day)
    if said:
        return Incomplete(said, reply.OPINION)
    reached = delivered_on(facts)
    windows = reply.opened_windows(
        m.purpose,
        m.procedure,
        level=m.level,
        declined=m.answered_by == "decline",
        reviewed=m.answered_by != "agreement",
        knows=lambda term: m.knows(term, reached),
    )
    m.turn(Act.DELIVER, day, [(term, "", reached, None) for term in windows])
    m.delivered_on, m.way = reached, way.value
    m.take(f"delivered: {way}")
    m.go(Move.DELIVER)
    return None


def tell(m: Matter, day: dt.date, p: P) -> Refused | None:
    """Told without paper on the short track."""
    found = m.move(Move.TELL)
    if isinstance(found, Refused):
        return found
    refused = simple.answer_refusal(simple=m.track is Track.SIMPLE, paper_wanted=m.paper_wanted, gaps=())
    refused = (
        refused or owed_refusal(m) or (Conflict("听证还没有结束。", extension.EXTENDS) if m.hearing else None)
    )
    if refused is not None:
        return refused
    way = simple.Told(p["told"])
    windows = reply.opened_windows(
        m.purpose,
        m.procedure,
        level=m.level,
        declined=False,
        reviewed=way in simple.IN_WRITING,
        knows=lambda term: m.knows(term, day),
    )
    m.turn(Act.TELL, day, [(term, "", day, None) for term in windows])
    m.outcome = Outcome.SUPPORT
    if must_be_executed(m.purpose, m.outcome) and p.get("by"):
        follow(m, Act.TELL, day, p["by"])
    m.answered_on = m.delivered_on = day
    m.answered_by, m.way = "told", "told"
    m.take(f"told: {way}")
    m.go(Move.TELL)
    return None


def execute(m: Matter, day: dt.date, p: P) -> Refused | None:
    """Carried out; or the petitioner says it was not, and the same day stands."""
    if not m.executions:
        return Conflict("没有这项执行。", closure.EXECUTES)
    clock = m.executions[0]
    if p["done"] and clock.stopped is None:
        clock.stopped, m.executed = day, True
        m.take("execution: done")
    elif not p["done"] and clock.stopped is not None and m.executed:
        clock.stopped, m.executed = None, False
        m.take("execution: disputed")
    else:
        return Conflict("这一项不能这样办。", closure.EXECUTES)
    m.set_due()
    return None


def evaluate(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """The petitioner rates, once, within the window."""
    found = m.move(Move.EVALUATE)
    if isinstance(found, Refused):
        return found
    windows = [c for c in m.clocks if c.term == "EVALUATION_WINDOW"]
    refused = rating.evaluation_refusal(
        purpose=m.purpose,
        procedure=m.procedure,
        window_ends=windows[-1].due if windows else None,
        already=m.rated,
        on=day,
        level=m.level,
    )
    if refused is not None:
        return refused
    m.rated = True
    m.turn(Act.EVALUATE, day, ())
    m.go(Move.EVALUATE)
    return None


def report_closure(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """The report to the assigner."""
    lacks = [] if m.state in {State.DELIVERED, State.CLOSED} else ["书面答复的送达"]
    refused = closure.report_refusal(assigned=m.mode is Mode.ASSIGN, already=m.reported, lacks=lacks)
    if refused is not None:
        return refused
    m.reported = True
    m.turn(Act.REPORT_CLOSURE, day, ())
    m.take("closure: reported")
    return None


def close(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """Closed with proof; what is still to be carried out by a day ahead runs on."""
    found = m.move(Move.CLOSE)
    if isinstance(found, Refused):
        return found
    served = None
    if m.way != "told":
        served = closure.Served(m.way, "李桂兰", ("王建国",), consent=True, picture=True, note="注")
    followed = [
        closure.Followed("一项请求", c.organ, "open", c.due) for c in m.executions if c.stopped is None
    ]
    facts = closure.ClosureFacts(
        delivered=m.delivered_on is not None,
        delivered_on=m.delivered_on,
        unanswered=(),
        checklist={
            c.value: ("done：修好" if c is closure.Check.SOLVED else "not_applicable") for c in closure.Check
        },
        served=served,
        told_orally=m.way == "told",
        executions=followed,
        owed_by=[organ for organ, _clock in m.owed],
        report_due=m.mode is Mode.ASSIGN and not m.reported,
    )
    refused = closure.closure_refusal(facts, day)
    if refused is not None:
        return refused
    m.turn(Act.CLOSE, day, ())
    m.closed_on, m.due = day, None
    m.go(Move.CLOSE)
    return None


def correct_service(m: Matter, day: dt.date, p: P) -> Refused | None:
    """The day of delivery was wrong; a window is never made shorter than what was told."""
    reached: dt.date = p["acted"]
    if m.delivered_on is None or m.way in {"told", "announcement"} or not m.answered_on:
        return Conflict("没有送达记录。", reply.OPINION)
    if reached == m.delivered_on:
        return Conflict("更正后的日期与原来记录的一样。", reply.OPINION)
    if not m.answered_on <= reached <= day:
        return Incomplete("送达日期不对。", reply.OPINION)
    for clock in m.running():
        if (
            clock.term in {"REVIEW1_APPLY", "REVIEW2_APPLY", "EVALUATION_WINDOW"}
            and clock.start == m.delivered_on
        ):
            fresh = m.ends(clock.term, reached)
            clock.due, clock.start = max(clock.due, fresh), reached
            clock.told = clock.due
    m.delivered_on = reached
    m.take("service: corrected")
    return None
