"""延长与中止: the handler asks, the head of the organ decides, the petitioner is told why; then it goes on.

Articles: 信访工作条例 34 (extension in two steps, once, never after the last day), 36(2) and local texts
(what may be left out). An extension takes effect only together with the notice to the petitioner.
"""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import Document, DocumentKind, issue_document
from minqing.kernel.law.public import Article, Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, PostFacts
from minqing.kernel.rows.public import insert, update
from minqing.petition.handling.events import (
    ClockPaused,
    HandlingExtended,
    TermAsked,
    TermRefused,
)
from minqing.petition.handling.extension import rules
from minqing.petition.handling.models import TermRequest
from minqing.petition.handling.notices import (
    tell_term_asked,
    tell_term_decided,
    tell_term_moved,
)
from minqing.petition.handling.running_on import head_post, opened_at_work
from minqing.petition.matter.clock_changes import (
    Mover,
    extend_clock,
    extended_due,
    grounds_of,
    pause_clock,
    pause_facts,
)
from minqing.petition.matter.clocks import DUE_FIELDS, profile_in_force, running_clocks
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition, RunningClock
from minqing.petition.matter.papers import common, contact_of, day_words
from minqing.petition.matter.rules import Annex, term_named
from minqing.petition.matter.steps import add_annex, refuse_if, save_step
from minqing.petition.matter.timing.rules import pause_refusal
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _

PENDING, APPROVED, REFUSED = (
    TermRequest.Status.PENDING,
    TermRequest.Status.APPROVED,
    TermRequest.Status.REFUSED,
)
EXTENSION, PAUSE = TermRequest.Kind.EXTENSION, TermRequest.Kind.PAUSE


def apply_for_extension(
    *, actor: Actor, petition_id: UUID, days: int, reason: str, at: datetime, version: int | None = None
) -> TermRequest:
    """申请延长: the handler asks the head of the organ for up to the days the profile allows.

    Records ``petition.term_asked``; the leaders are told. Refused when the term may not be extended, was
    extended before, is over, stands still, or an application waits already.
    """
    with whole():
        petition = opened_at_work(actor, petition_id, Doing.ASK_TERM, version)
        day = civil_day(at)
        clock = _extendable(petition)
        facts = _facts(petition, clock)
        refuse_if(rules.application_refusal(facts, days=days, reason=reason, on=day))
        asked = TermRequest(kind=EXTENSION, days=days, reason=reason.strip())
        return _store(actor, petition, clock, asked, Annex.EXTENSION, at)


def apply_for_pause(
    *, actor: Actor, petition_id: UUID, ground: str, reason: str, at: datetime, version: int | None = None
) -> TermRequest:
    """申请中止: the handler asks that the term stand still, on a ground the rule profile knows.

    Records ``petition.term_asked``; the leaders are told. Refused where no text allows it, without a reason,
    when the term is over or stands still already, or an application waits.
    """
    with whole():
        petition = opened_at_work(actor, petition_id, Doing.ASK_TERM, version)
        day = civil_day(at)
        clock = _pausable(petition)
        if _pending(petition) is not None:
            raise Conflict("已经有一份申请等待负责人审批，请等审批以后再申请。", rules.EXTENDS)
        refuse_if(pause_refusal(pause_facts(clock, ground), on=day))
        if not reason.strip():
            raise Incomplete("请写明委托了谁、做什么、什么时候开始；这个理由要告知信访人。", rules.EXTENDS)
        asked = TermRequest(kind=PAUSE, ground=ground, reason=reason.strip())
        return _store(actor, petition, clock, asked, Annex.PAUSE, at)


def approve_term(
    *, actor: Actor, petition_id: UUID, opinion: str = "", at: datetime, version: int | None = None
) -> TermRequest:
    """批准延长、中止: the head of the organ (or who stands in) grants it; the petitioner is told why.

    An extension issues the approval form and the notice to the petitioner in the same transaction, and counts
    from the original last day. Records ``petition.handling_extended`` or ``petition.clock_paused``. Refused
    to the applicant, to a deputy of the applicant, and once the last day has passed: nothing is granted
    backwards.
    """
    with whole():
        petition = opened_at_work(actor, petition_id, Doing.DECIDE_TERM, version, "petitioner", "handler")
        asked, post, day = _decidable(actor, petition), head_post(actor, petition), civil_day(at)
        refuse_if(rules.late_decision_refusal(asked.clock.due_on, on=day))
        asked.status, asked.decided_by_id, asked.decided_at = APPROVED, actor.account_id, at
        asked.decided_title = post.title if post else ""
        asked.decision = opinion.strip()
        if asked.kind == EXTENSION:
            _extend(actor, petition, asked, post, at)
        else:
            _pause(actor, petition, asked, post, at)
        update(
            asked,
            ["status", "decided_by", "decided_at", "decided_title", "decision", "approval_id", "notice_id"],
        )
        tell_term_decided(petition, asked, actor)
    return asked


def refuse_term(
    *, actor: Actor, petition_id: UUID, reason: str, at: datetime, version: int | None = None
) -> TermRequest:
    """不予批准延长、中止: the head of the organ says no and why; the term runs on as it did.

    Records ``petition.term_refused``; the applicant is told. Refused without a reason and to the applicant.
    """
    with whole():
        petition = opened_at_work(actor, petition_id, Doing.DECIDE_TERM, version)
        asked, post = _decidable(actor, petition), head_post(actor, petition)
        if not reason.strip():
            raise Incomplete("请写明不批准的理由。", rules.EXTENDS)
        asked.status, asked.decided_by_id, asked.decided_at = REFUSED, actor.account_id, at
        asked.decided_title = post.title if post else ""
        asked.decision = reason.strip()
        update(asked, ["status", "decided_by", "decided_at", "decided_title", "decision"])
        save_step(petition, None)
        event = TermRefused(request_id=asked.id, kind=asked.kind, reason_digest=digest_of(reason))
        record(actor=actor, chain=petition.id, event=event, at=at, post=post)
        tell_term_decided(petition, asked, actor)
    return asked


def extension_offer(petition: Petition, on: date) -> tuple[int, date, str]:
    """Return the most days that may be asked for, the present last day, and why not (or "")."""
    clock = next((each for each in running_clocks(petition) if _term_extension(each)), None)
    if clock is None:
        return 0, on, _("没有可以延长的期限。")
    facts = _facts(petition, clock)
    refused = rules.possible_refusal(facts, on=on)
    most = facts.extension.max if facts.extension else 0
    return most, clock.due_on, refused.reason if refused else ""


def pause_offer(petition: Petition) -> tuple[tuple[str, str, Article], ...]:
    """Return the grounds on which a running clock of this matter may be paused: id, name, article."""
    return tuple(
        (ground.id, ground.name, ground.article)
        for clock in running_clocks(petition)
        for ground in grounds_of(clock).values()
    )


def pending_request(petition: Petition) -> TermRequest | None:
    """Return the application that waits for a decision, with its clock and applicant."""
    return _pending(petition)


# --- parts ---------------------------------------------------------------------------------------------


def _account(actor: Actor) -> UUID:
    if actor.account_id is None:
        raise Conflict("应当由承办人本人申请。", rules.EXTENDS)
    return actor.account_id


def _term_extension(clock: RunningClock) -> bool:
    term = term_named(profile_in_force(clock.started_on), clock.term)
    return term is not None and term.extension is not None


def _extendable(petition: Petition) -> RunningClock:
    """Return the clock that may be extended, else the nearest duty, whose refusal says that it may not."""
    return _fitting(petition, _term_extension)


def _pausable(petition: Petition) -> RunningClock:
    """Return the clock that may be paused, else the nearest duty, whose refusal says that it may not."""
    return _fitting(petition, grounds_of)


def _fitting(petition: Petition, fits: Callable[[RunningClock], object]) -> RunningClock:
    running = running_clocks(petition)
    fitting = [clock for clock in running if fits(clock)]
    nearest = [clock for clock in running if clock.term == petition.due_term]
    found = next(iter([*fitting, *nearest]), None)
    if found is None:
        raise Conflict("这件信访事项没有正在计算的办理期限。", rules.EXTENDS)
    return found


def _pending(petition: Petition) -> TermRequest | None:
    return (
        TermRequest.objects.select_related("clock", "applied_by")
        .filter(petition=petition, status=PENDING)
        .first()
    )


def _facts(petition: Petition, clock: RunningClock) -> rules.ExtensionFacts:
    term = term_named(profile_in_force(clock.started_on), clock.term)
    return rules.ExtensionFacts(
        extension=term.extension if term else None,
        article=term.article if term and not term.default else rules.EXTENDS,
        term_name=term.name if term else clock.term,
        due_on=clock.due_on,
        extended_days=clock.extended_days,
        paused=clock.paused_on is not None,
        pending=_pending(petition) is not None,
    )


def _store(  # noqa: PLR0917 - who, on what, which clock, what, as which annex, when
    actor: Actor, petition: Petition, clock: RunningClock, asked: TermRequest, annex: Annex, at: datetime
) -> TermRequest:
    """Store an application with who asked and which last day stood then; the leaders are told."""
    asked.petition, asked.clock, asked.due_before = petition, clock, clock.due_on
    asked.applied_by_id, asked.applied_at = _account(actor), at
    insert(asked)
    save_step(petition, None, add_annex(petition, annex))
    event = TermAsked(
        request_id=asked.id,
        clock_id=asked.clock_id,
        kind=asked.kind,
        days=asked.days,
        ground=asked.ground,
        reason_digest=digest_of(asked.reason),
    )
    record(actor=actor, chain=petition.id, event=event, at=at)
    tell_term_asked(petition, asked, actor, civil_day(at))
    return asked


def _decidable(actor: Actor, petition: Petition) -> TermRequest:
    asked = _pending(petition)
    if asked is None:
        raise Conflict("没有等待审批的延长、中止申请。", rules.EXTENDS)
    post = head_post(actor, petition)
    refuse_if(
        rules.decider_refusal(
            applied_by=asked.applied_by_id,
            decider=actor.account_id,
            standing_for=post.standing_for if post else None,
        )
    )
    return asked


def _extend(
    actor: Actor, petition: Petition, asked: TermRequest, post: PostFacts | None, at: datetime
) -> None:
    clock, day = asked.clock, civil_day(at)
    new_due = extended_due(clock, asked.days)
    approval, notice = _papers(actor, petition, asked, new_due, day)
    asked.approval_id, asked.notice_id = approval.id, notice.id
    term = term_named(profile_in_force(clock.started_on), clock.term)
    mover = Mover(
        at=at,
        on=day,
        basis=term.article.cite if term else rules.EXTENDS.cite,
        reason=asked.reason,
        applied_by=asked.applied_by_id,
        approved_by=actor.account_id,
        approved_title=asked.decided_title,
        document_id=notice.id,
    )
    extend_clock(petition, clock, asked.days, mover)
    save_step(petition, None, DUE_FIELDS)
    event = HandlingExtended(
        request_id=asked.id,
        clock_id=clock.id,
        days=asked.days,
        before=asked.due_before,
        after=clock.due_on,
        approval_id=approval.id,
        notice_id=notice.id,
    )
    record(actor=actor, chain=petition.id, event=event, at=at, post=post)
    tell_term_moved(petition, clock)


def _papers(
    actor: Actor, petition: Petition, asked: TermRequest, new_due: date, day: date
) -> tuple[Document, Document]:
    """Issue the approval form for the file and the notice for the petitioner."""
    organ = petition.handling or petition.holder
    approver = f"{asked.decided_title} {actor.name}".strip()
    contact = contact_of(organ, petition.handler.name if petition.handler else "")
    data = {
        **common(petition, organ, actor),
        "accepted_on": day_words(petition.accepted_on or asked.clock.started_on),
        "original_due": day_words(asked.due_before),
        "reason": asked.reason,
        "days": str(asked.days),
        "new_due": day_words(new_due),
        "applied_by": asked.applied_by.name,
        "applied_on": day_words(civil_day(asked.applied_at)),
        "approved_by": approver,
        "approved_on": day_words(day),
        "opinion": asked.decision or _("同意"),
        "contact": contact,
    }
    approval, notice = (
        issue_document(actor=actor, kind=kind, subject_id=petition.id, organ=organ, data=data, on=day)
        for kind in (DocumentKind.EXTENSION_APPROVAL, DocumentKind.EXTENSION_NOTICE)
    )
    return approval, notice


def _pause(
    actor: Actor, petition: Petition, asked: TermRequest, post: PostFacts | None, at: datetime
) -> None:
    clock, day = asked.clock, civil_day(at)
    ground = grounds_of(clock).get(asked.ground)
    mover = Mover(
        at=at,
        on=day,
        basis=ground.article.cite if ground else "",
        reason=asked.reason,
        applied_by=asked.applied_by_id,
        approved_by=actor.account_id,
        approved_title=asked.decided_title,
    )
    pause = pause_clock(petition, clock, asked.ground, mover)
    save_step(petition, None, DUE_FIELDS)
    event = ClockPaused(
        request_id=asked.id,
        clock_id=clock.id,
        term=clock.term,
        ground=asked.ground,
        paused_on=day,
        limit_on=pause.limit_on,
    )
    record(actor=actor, chain=petition.id, event=event, at=at, post=post)
    tell_term_moved(petition, clock)
