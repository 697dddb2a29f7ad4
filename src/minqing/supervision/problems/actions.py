"""Verbs of problem cases: raised by the daily look, given an owner and a day, worked off with a result.

Articles: 信访工作条例 24(1), 35-36, 40(1).
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Incomplete, NotAllowed, profile_on
from minqing.kernel.ledger.public import record
from minqing.kernel.notifications.public import notify
from minqing.kernel.people.public import SYSTEM, Actor, Duty, account_at_work, actor_of, duty_holders
from minqing.supervision.problems import rules
from minqing.supervision.problems.events import (
    ProblemAssigned,
    ProblemEnded,
    ProblemJoined,
    ProblemProgressed,
    ProblemRaised,
)
from minqing.supervision.problems.gate import case_for
from minqing.supervision.problems.models import ProblemCase, ProblemMatter
from minqing.supervision.problems.queries import organs_of, seen_on
from minqing.supervision.problems.rules import GROUNDS, WORKED_OFF, Ground, Raised, Status

LINK = "/desk/supervisor/problems/{id}/"


def raise_problems(*, at: datetime) -> list[ProblemCase]:
    """形成问题件: what the look of the day finds and is not a case yet; run again it raises nothing more.

    A new letter of a person and theme already open joins the case. A case worked off is not raised again by
    the same matters, only by a further one. Records ``supervision.problem_raised`` or ``…joined``. Returns
    the new cases; each has the first supervisor of the office that received it as owner, and a day.
    """
    day = civil_day(at)
    profile = profile_on(day, settings.MINQING_PLACE)
    bounces, repeats = profile.setting("max_bounces"), profile.setting("problem_repeats")
    seen = seen_on(day, bounces=bounces, repeats=repeats, days=profile.setting("problem_repeat_days"))
    due_on = day + timedelta(days=profile.setting("problem_days"))
    found = []
    for raised in rules.raised_by(seen, bounces=bounces, repeats=repeats):
        case = _raise(raised, due_on, at)
        if case is not None:
            found.append(case)
    return found


def _raise(raised: Raised, due_on: date, at: datetime) -> ProblemCase | None:
    with transaction.atomic():
        known = ProblemMatter.objects.filter(case__ground=raised.ground, case__key=raised.key)
        new = [key for key in raised.matters if key not in set(known.values_list("petition_id", flat=True))]
        if not new:
            return None
        case = (
            ProblemCase.objects.select_for_update()
            .filter(ground=raised.ground, key=raised.key, status=Status.OPEN)
            .first()
        )
        if case is not None:
            _join(case, new, at)
            return None
        received, _holder, _handler = organs_of([new[-1]])[new[-1]]
        day = civil_day(at)
        owners = sorted(h.account_id for h in duty_holders([Duty.SUPERVISOR], day, received))
        case = ProblemCase.objects.create(
            ground=raised.ground.value,
            key=raised.key,
            organ_id=received,
            owner_id=owners[0] if owners else None,
            due_on=due_on,
            raised_on=day,
        )
        _put_in(case, new)
        event = ProblemRaised(ground=case.ground, matters=tuple(new), owner=case.owner_id, due_on=due_on)
        record(actor=SYSTEM, chain=case.id, event=event, at=at)
        leaders = [h.account_id for h in duty_holders([Duty.LEADER], day, received)]
        _tell(case, owners or leaders)
    return case


def _join(case: ProblemCase, new: Sequence[UUID], at: datetime) -> None:
    _put_in(case, new)
    record(actor=SYSTEM, chain=case.id, event=ProblemJoined(matters=tuple(new)), at=at)
    _tell(case, [case.owner_id] if case.owner_id else [])


def _put_in(case: ProblemCase, keys: Sequence[UUID]) -> None:
    ProblemMatter.objects.bulk_create([ProblemMatter(case=case, petition_id=key) for key in keys])


def _tell(case: ProblemCase, accounts: Sequence[UUID]) -> None:
    if accounts:
        notify(
            account_ids=list(accounts),
            event_name="supervision.problem",
            subject_id=case.pk,
            title=f"问题件：{GROUNDS[Ground(case.ground)].words}",
            body="",
            link=LINK.format(id=case.pk),
        )


def assign_problem(
    *, actor: Actor, case_id: UUID, account_id: UUID, due_on: date, at: datetime
) -> ProblemCase:
    """指定负责人和期限: a supervisor gives the case to somebody at work who may read one of its matters.

    Records ``supervision.problem_assigned``.
    """
    with transaction.atomic():
        case = _open(actor, case_id)
        if not actor.holds(Duty.SUPERVISOR):
            raise NotAllowed("由督查人员指定。", WORKED_OFF)
        day = civil_day(at)
        if due_on < day:
            raise Incomplete("期限不能早于今天。", WORKED_OFF)
        account = account_at_work(account_id, day)
        if account is None:
            raise NotAllowed("没有这位工作人员。", WORKED_OFF)
        case.owner_id, case.due_on = account_id, due_on
        case.save(update_fields=["owner", "due_on"])
        # The gate itself tells whether the new owner could open it.
        case_for(actor_of(account, day), case_id)
        event = ProblemAssigned(owner=account_id, due_on=due_on)
        record(actor=actor, chain=case.id, event=event, at=at)
        _tell(case, [account_id])
    return case


def note_progress(*, actor: Actor, case_id: UUID, words: str, at: datetime) -> ProblemCase:
    """记录进展, by the owner or a supervisor. Records ``supervision.problem_progressed``."""
    if not words.strip():
        raise Incomplete("请写明进展。", WORKED_OFF)
    with transaction.atomic():
        case = _open(actor, case_id)
        line = {"words": words.strip(), "by": actor.name, "at": at.isoformat()}
        case.progress = [*case.progress, line]
        case.save(update_fields=["progress"])
        record(actor=actor, chain=case.id, event=ProblemProgressed(digest=_digest(words)), at=at)
    return case


def end_problem(*, actor: Actor, case_id: UUID, cause: str, result: str, at: datetime) -> ProblemCase:
    """办结问题件 with its cause and result, by the owner or a supervisor.

    Records ``supervision.problem_ended``.
    """
    with transaction.atomic():
        case = case_for(actor, case_id, lock=True)
        refusal = rules.ending_refusal(Status(case.status), cause, result)
        if refusal is not None:
            raise refusal
        case.status, case.cause, case.result = Status.DONE.value, cause, result.strip()
        case.ended_on = civil_day(at)
        case.save()
        event = ProblemEnded(cause=cause, digest=_digest(result))
        record(actor=actor, chain=case.id, event=event, at=at)
    return case


def _open(actor: Actor, case_id: UUID) -> ProblemCase:
    case = case_for(actor, case_id, lock=True)
    if case.status != Status.OPEN:
        raise rules.ending_refusal(Status(case.status), "", "") or NotAllowed("已经办结。")
    return case


def _digest(words: str) -> str:
    return hashlib.sha256(words.strip().encode()).hexdigest()
