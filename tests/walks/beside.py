"""What may happen beside the path: an organ is abolished, a letter split, a review decided outside."""

import datetime as dt

from minqing.kernel.law.public import Article, Conflict, NotAllowed, NotCompetent, Refused
from minqing.petition.handling.co_handling import rules as co
from minqing.petition.matter.effects.rules import Act
from minqing.petition.matter.rules import FINISHED, REGULATION, Level, Purpose, State
from minqing.petition.registration import rules as registration
from minqing.petition.review import rules as review
from minqing.petition.review.rules import ReviewOutcome
from minqing.petition.routing.rules import SUCCESSION
from tests.walks.acts import CLASSES, P, path
from tests.walks.matter import Matter

AT_WORK = frozenset({State.HANDLING, State.APPROVING})
ASKING = Article(REGULATION, "17(2)")
SUCCESSORS = {"housing": "resources", "resources": "housing", "township": "housing"}


def succeed(m: Matter, _day: dt.date, _p: P) -> Refused | None:
    """The organ that holds it is merged into another: state and days stay, now the successor's (24(2))."""
    if m.state in FINISHED:
        return Conflict("已经办结或者撤回。", SUCCESSION)
    after = SUCCESSORS.get(m.holder)
    if after is None or m.level is not Level.FIRST:
        return NotCompetent("没有撤销或者停用。", SUCCESSION)
    before, days = m.holder, [(c.term, c.start, c.due) for c in m.running()]
    for clock in m.running():
        if clock.organ == before:
            clock.organ = after
    m.owner(Act.SUCCEED, after)
    if m.handling == before:
        m.handling = after
    m.handler, m.left = False, True
    m.same_days(days)
    m.take(f"succeeded: {m.state}")
    return None


def assign(m: Matter, _day: dt.date, _p: P) -> Refused | None:
    """The successor names who handles it."""
    if m.state not in AT_WORK or m.handler:
        return Conflict("已经有承办人。", SUCCESSION)
    m.handler, m.left = True, False
    m.take("assigned anew")
    return None


def split(m: Matter, day: dt.date, p: P) -> Refused | None:
    """One of two requests leaves as a matter of its own; its days run from the same receipt."""
    asked = frozenset(range(m.requests))
    said = registration.SplitFacts(
        state=m.state,
        requests=asked,  # type: ignore[arg-type] - which ids does not matter to the rule
        files=frozenset(),
        leaving=(0,),  # type: ignore[arg-type]
        leaving_files=(),
        title="另一件",
        body="另一件事",
        sealed_part=p["purpose"] is Purpose.ACCUSATION,
        sealed_whole=m.sealed,
        rest="其余",
    )
    wanted = registration.Classification(p["purpose"], p["procedure"], "1201", path(p.get("concerns", "")))
    refused = registration.split_refusal(said) or registration.classification_refusal(
        wanted, CLASSES, [path(m.holder)]
    )
    if refused is not None:
        return refused
    part = Matter(m.place, m.tally, m.received_on, m.received_by, m.holder, anonymous=m.anonymous, parent=m)
    first = m.clocks[0]
    part.turn(Act.SPLIT, day, [(first.term, first.organ, m.received_on, None)])
    part.state, part.purpose, part.procedure = State.REGISTERED, p["purpose"], p["procedure"]
    part.sealed, part.concerns = part.purpose is Purpose.ACCUSATION, p.get("concerns", "")
    part.people, part.channel_visit = m.people, m.channel_visit
    m.requests -= 1
    m.children.append(part)
    m.take("split")
    return None


def join(m: Matter, _day: dt.date, _p: P) -> Refused | None:
    """Somebody joins: more ask, nothing of the days or the owner changes."""
    if m.state in FINISHED:
        return Conflict("已经结束，不能再参加。", ASKING)
    if m.sealed or m.anonymous:
        return NotAllowed("没有这个查询码，或者不能共同提出。", ASKING)
    m.people, m.joined = max(m.people, m.joined + 2), m.joined + 1
    m.take("joined")
    return None


def decline_opinion(m: Matter, day: dt.date, _p: P) -> Refused | None:
    """The organ asked says why it cannot answer."""
    if not m.owed or m.state in FINISHED:
        return Conflict("没有这项协办。", co.BASIS)
    _organ, clock = m.owed.pop(0)
    clock.stopped = day
    m.take("co-opinion: declined")
    return None


def outside_result(m: Matter, day: dt.date, p: P) -> Refused | None:
    """A reviewing organ outside decided: the window for final review runs from its service."""
    if not m.outside or m.result is not None:
        return Conflict("没有寄送外单位的申请。", review.ASKS)
    outcome = ReviewOutcome(p["decision"])
    m.result = outcome.value
    on: dt.date = max(p["served"], m.outside)
    m.turn(Act.OUTSIDE_RESULT, day, [("REVIEW2_APPLY", "", on, None)])
    if outcome is ReviewOutcome.SEND_BACK:
        organ = m.handling or m.holder
        redo = Matter(m.place, m.tally, day, m.received_by, organ, state=State.HANDLING, parent=m)
        redo.handling, redo.handler, redo.accepted_on = organ, True, day
        redo.purpose, redo.procedure, redo.anonymous = m.purpose, m.procedure, m.anonymous
        redo.turn(Act.REDO, day, [("REDO", organ, day, p["redo_by"])])
        m.children.append(redo)
    m.take(f"outside: {outcome}")
    return None
