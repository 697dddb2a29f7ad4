"""Review and final review of a matter, and what follows from a decision; the same shape as ``acts``."""

import datetime as dt

from minqing.kernel.law.public import Conflict, Incomplete, Refused, UnlawfulMove
from minqing.petition.matter.effects.rules import Act
from minqing.petition.matter.rules import REVIEW_OUTSIDE, Level, Move, Procedure, Purpose, State
from minqing.petition.reply.rules import starts_review
from minqing.petition.review import rules
from minqing.petition.review.rules import Ground, ReviewOutcome
from tests.oracles.terms import term_ends
from tests.walks.acts import P
from tests.walks.matter import Broken, Matter

_LATE = {Level.REVIEW: "REVIEW1_APPLY", Level.FINAL_REVIEW: "REVIEW2_APPLY"}


def ask_review(m: Matter, day: dt.date, p: P) -> Refused | None:
    """The petitioner asks the next-higher organ; a linked matter opens there."""
    if m.outside:
        return Conflict("已经寄送外单位复查。", rules.ASKS)
    wanted = rules.asked_level(m.level)
    ends = m.ends(_LATE[wanted], m.delivered_on) if wanted and m.delivered_on else None
    asked = rules.Application(
        level=m.level,
        state=m.state,
        reviewable=starts_review(m.purpose, m.procedure)
        and (m.level is not Level.FIRST or m.answered_by in {"opinion", "told"}),
        delivered_on=m.delivered_on,
        window_ends=ends,
        received_on=day,
        posted_on=p.get("posted"),
        requests="撤销",
        facts="没有回应",
        late_reason=p.get("why", ""),
        already=any(
            child.state is not State.WITHDRAWN for child in m.children if child.level is not Level.FIRST
        ),
    )
    refused = rules.application_refusal(asked, day)
    if refused is not None:
        if m.level is Level.FINAL_REVIEW:
            m.take("barred: after final review")
        return refused
    if wanted is None:
        raise Broken("asked for more than a final review")
    if p.get("outside") and wanted is Level.REVIEW:
        # Nobody's matter here: who gave the opinion follows until the result is back.
        m.turn(Act.REQUEST_REVIEW, day, [(REVIEW_OUTSIDE, m.holder, day, None)])
        m.outside, m.asked = day, True
        m.take("asked: outside")
        return None
    organ = "county" if wanted is Level.REVIEW else "prefecture"
    term = rules.DECIDE_TERMS[wanted]
    child = Matter(m.place, m.tally, day, organ, organ, level=wanted, parent=m)
    child.handling, child.purpose, child.procedure = organ, Purpose.CLAIM, Procedure.PETITION
    child.late, child.in_ten = rules.is_late(asked), p.get("in_ten", True)
    child.turn(Act.REQUEST_REVIEW, day, [(term, organ, day, None)])
    m.same(child.clocks[0].due, term_ends(term, day, m.place), term)
    m.children.append(child)
    m.asked = True
    m.take(f"asked: {wanted}{' late' if child.late else ''}")
    return None


def decide_late(m: Matter, day: dt.date, p: P) -> Refused | None:
    """A late request is let in for a good reason, else answered as no longer accepted."""
    found = m.move(Move.ACCEPT)
    if isinstance(found, Refused):
        return found
    if m.admitted is not None or m.level is Level.FIRST:
        return Conflict("已经作出决定。", rules.OBSTACLE)
    refused = rules.admission_refusal(
        late=m.late, admit=p["admit"], reason="住院", obstacle_ended=True, in_ten_days=m.in_ten
    )
    if refused is not None:
        return refused
    m.admitted = p["admit"]
    m.take(f"late request: {'admitted' if m.admitted else 'refused'}")
    if not m.admitted:
        m.answered_on, m.answered_by = day, "decline"
        m.go(Move.DECLINE)
    return None


def accept_review(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """Somebody without a part in it takes it on; the clock does not begin again."""
    found = m.move(Move.ACCEPT)
    if isinstance(found, Refused):
        return found
    if m.late and not m.admitted:
        return Incomplete("这件申请已经逾期，请先决定是否准许，并写明理由。", rules.OBSTACLE)
    m.handler, m.accepted_on = True, day
    m.take(f"accepted: {m.level}")
    m.go(Move.ACCEPT)
    return None


def submit_review(m: Matter, day: dt.date, p: P) -> Refused | None:
    """The review opinion goes up, complete."""
    found = m.move(Move.SUBMIT)
    if isinstance(found, Refused):
        return found
    if m.hearing:
        return Conflict("听证还没有结束。", rules.HEARD)
    m.outcome = p["decision"]
    refused = _judged(m, day, p)
    if refused is not None:
        return refused
    m.go(Move.SUBMIT)
    return None


def _judged(m: Matter, day: dt.date, p: P) -> Refused | None:
    outcome = ReviewOutcome(m.outcome)
    overturned = outcome is not ReviewOutcome.UPHOLD
    said = rules.DecisionFacts(
        level=m.level,
        facts="属实",
        outcome=outcome,
        grounds=(Ground.FACTS_UNCLEAR,) if overturned else (),
        reasons="理由",
        basis="《公路法》",
        change="改为修复" if outcome is ReviewOutcome.CHANGE else "",
        redo_by=p.get("redo_by") if outcome is ReviewOutcome.SEND_BACK else None,
        publish=False,
        heard=m.heard,
    )
    return rules.decision_refusal(said, day, m.ends("HANDLE", day))


def approve_review(m: Matter, day: dt.date, p: P) -> Refused | None:
    """Issued; sent back opens the matter anew at the first organ, a final one ends the chain."""
    found = m.move(Move.APPROVE)
    if isinstance(found, Refused):
        return found
    refused = _judged(m, day, p)
    if refused is not None:
        return refused
    m.answered_on, m.answered_by = day, "review"
    m.take(f"decided: {m.level} {m.outcome}")
    m.go(Move.APPROVE)
    first = m
    while first.level is not Level.FIRST and first.parent is not None:
        first = first.parent
    if m.outcome == ReviewOutcome.SEND_BACK:
        _redo(m, first, day, p["redo_by"])
    elif m.level is Level.FINAL_REVIEW:
        each: Matter | None = m
        while each is not None:
            each.final_on = day
            each = each.parent
        m.take("chain: final")
    return None


def _redo(m: Matter, first: Matter, day: dt.date, redo_by: dt.date) -> None:
    organ = first.handling or first.holder
    redo = Matter(m.place, m.tally, day, first.received_by, organ, state=State.HANDLING, parent=m)
    redo.handling, redo.handler, redo.accepted_on = organ, True, day
    redo.purpose, redo.procedure, redo.anonymous = first.purpose, first.procedure, first.anonymous
    redo.turn(Act.REDO, day, [("REDO", organ, day, redo_by)])
    m.children.append(redo)
    m.take("redo: opened")


def first_level_act(m: Matter, _day: dt.date, _p: P) -> Refused | None:
    """An act of the first level on a review matter is refused as a matter of level."""
    if m.level is Level.FIRST:
        raise Broken("of the first level")
    return UnlawfulMove("这是复查、复核件，请按复查、复核的步骤办理。", rules.ASKS)
