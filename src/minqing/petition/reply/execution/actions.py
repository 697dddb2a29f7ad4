"""执行跟踪: started with the opinion, reported on, done with evidence, confirmed or disputed, refused.

Articles: 信访工作条例 32(2), 40(1), 42(4).
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import Event, record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import insert, update
from minqing.petition.matter.clocks import DUE_FIELDS, Start, counted, running_clocks, set_due
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notebook import attach
from minqing.petition.matter.rules import EXECUTION, FINISHED, Annex, State
from minqing.petition.matter.sharing import share_with
from minqing.petition.matter.steps import add_annex, purpose_of, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _
from minqing.petition.reply.execution import rules
from minqing.petition.reply.execution.events import (
    ExecutionConfirmed,
    ExecutionDisputed,
    ExecutionDone,
    ExecutionProgressed,
    ExecutionRefused,
    ExecutionStarted,
)
from minqing.petition.reply.execution.notices import tell_executor, tell_follower, tell_supervisors
from minqing.petition.reply.models import Answer, Execution

Status = Execution.Status
FIELDS: Final = ("execution_due_on", "annexes", "co_organs", *DUE_FIELDS)
MATERIALS: Final = ("request", "organ", "clock", "settlement")


def start_executions(*, actor: Actor, petition: Petition, answers: Sequence[Answer], at: datetime) -> None:
    """Follow every supported answer of an opinion being issued; the caller saves ``FIELDS`` with its step.

    What has been carried out already is kept as done; for the rest a clock ``EXECUTION`` runs to the day the
    opinion sets. One query, none when nothing is left to do. Refused when such a day has passed.
    """
    purpose, day = purpose_of(petition), civil_day(at)
    supported = [a for a in answers if rules.must_be_executed(purpose, a.outcome)]
    refuse_if(
        rules.past_day_refusal(
            ((a.request.seq, a.execute_by) for a in supported if not a.executed.strip()), day
        )
    )
    rows = [
        Execution(
            petition=petition,
            request=answer.request,
            organ_id=answer.executor_id or petition.holder_id,
            due_on=day if answer.executed.strip() else answer.execute_by or day,
            status=Status.DONE if answer.executed.strip() else Status.OPEN,
            evidence=answer.executed.strip(),
            done_on=day if answer.executed.strip() else None,
        )
        for answer in supported
    ]
    follow(actor=actor, petition=petition, rows=rows, at=at)


def follow(*, actor: Actor, petition: Petition, rows: Sequence[Execution], at: datetime) -> None:
    """Store what is to be followed and start its clocks; the caller saves ``FIELDS`` with its step."""
    if not rows:
        return
    add_annex(petition, Annex.EXECUTION)
    to_do = [row for row in rows if row.status == Status.OPEN]
    for row in to_do:
        row.clock = counted(petition, Start(EXECUTION, row.organ_id, civil_day(at), set_due=row.due_on))
        share_with(petition, row.organ_id)
    insert(*(row.clock for row in to_do if row.clock is not None))
    insert(*rows)
    for row in to_do:
        event = ExecutionStarted(execution_id=row.id, to_organ=row.organ_id, due_on=row.due_on)
        record(actor=actor, chain=petition.id, event=event, at=at)
        tell_executor(petition, row, actor, civil_day(at))
    if to_do:
        petition.execution_due_on = rules.nearest_due((row.status, row.due_on) for row in rows)
        set_due(petition, running_clocks(petition))


def _of(actor: Actor, petition_id: UUID, execution_id: UUID, doing: Doing) -> tuple[Petition, Execution]:
    petition = petition_for(actor, petition_id, doing, lock=True, joins=("petitioner",))
    rows = Execution.objects.select_related(*MATERIALS).filter(petition=petition, pk=execution_id)
    row = rows.first()
    if row is None:
        raise Conflict("没有这项执行。", rules.EXECUTES)
    lead = petition.holder_id in actor.organ_ids()
    if doing is Doing.EXECUTE and not lead and row.organ_id not in actor.organ_ids():
        raise NotAllowed("这一项不是由您所在的单位执行。", rules.EXECUTES)
    return petition, row


def _keep(petition: Petition, row: Execution, fields: Sequence[str]) -> None:
    """Save a row and what follows from it: the matter's nearest day of execution and due day; two queries."""
    update(row, ["status", *fields])
    others = Execution.objects.filter(petition=petition).exclude(pk=row.pk)
    stands = [*others.values_list("status", "due_on"), (row.status, row.due_on)]
    petition.execution_due_on = rules.nearest_due(stands)
    if State(petition.state) not in FINISHED:
        set_due(petition, running_clocks(petition))
    save_step(petition, None, ("execution_due_on", *DUE_FIELDS))


def _turn(row: Execution, stopped_on: date | None) -> None:
    if row.clock is not None:
        row.clock.stopped_on = stopped_on
        update(row.clock, ["stopped_on"])


def _say(actor: Actor, petition: Petition, event: Event, at: datetime) -> None:
    record(actor=actor, chain=petition.id, event=event, at=at)


def report_progress(
    *, actor: Actor, petition_id: UUID, execution_id: UUID, words: str, at: datetime
) -> Execution:
    """执行进展: how far it has come. The organ that carries it out, or the lead organ for it.

    Records ``petition.execution_progressed``. Refused without words, or once it is done.
    """
    with whole():
        petition, row = _of(actor, petition_id, execution_id, Doing.EXECUTE)
        refuse_if(rules.acting_refusal(row.status, "progress"))
        if not words.strip():
            raise Incomplete("请写明执行的进展。", rules.EXECUTES)
        row.progress = [*row.progress, {"on": civil_day(at).isoformat(), "words": words.strip()}]
        update(row, ["progress"])
        save_step(petition, None)
        _say(actor, petition, ExecutionProgressed(execution_id=row.id, words_digest=digest_of(words)), at)
    return row


def finish_execution(
    *,
    actor: Actor,
    petition_id: UUID,
    execution_id: UUID,
    evidence: str,
    file_ids: tuple[UUID, ...] = (),
    at: datetime,
) -> Execution:
    """执行完毕: what was done and what shows it; its clock stops, the petitioner is asked whether it is so.

    The organ that carries it out, or the lead organ for it. Records ``petition.execution_done``. Refused
    without evidence, or when it was done already.
    """
    with whole():
        petition, row = _of(actor, petition_id, execution_id, Doing.EXECUTE)
        refuse_if(rules.acting_refusal(row.status, "done"))
        if not evidence.strip():
            raise Incomplete("请写明做了什么、有什么依据（照片、凭证、验收单）。", rules.EXECUTES)
        day = civil_day(at)
        attach(petition, file_ids, at=at, by_petitioner=False, shown=True)
        row.status, row.done_on, row.evidence = Status.DONE, day, evidence.strip()
        row.files = [*row.files, *file_ids]
        row.said_on, row.said = None, ""
        _turn(row, day)
        _keep(petition, row, ("done_on", "evidence", "files", "said_on", "said"))
        event = ExecutionDone(execution_id=row.id, done_on=day, evidence_digest=digest_of(evidence))
        _say(actor, petition, event, at)
        tell_follower(petition, actor, done=True)
    return row


def confirm_execution(
    *, actor: Actor, petition_id: UUID, execution_id: UUID, said: str = "", at: datetime
) -> Execution:
    """确认已执行: the petitioner says it was carried out. Records ``petition.execution_confirmed``.

    The petitioner on their page, or staff who were told, saying how.
    """
    with whole():
        petition, row = _of(actor, petition_id, execution_id, Doing.TAKE_PART)
        refuse_if(rules.acting_refusal(row.status, "confirmed"))
        row.status, row.said_on, row.said = Status.CONFIRMED, civil_day(at), said.strip()
        _keep(petition, row, ("said_on", "said"))
        _say(actor, petition, ExecutionConfirmed(execution_id=row.id, said_digest=digest_of(said)), at)
    return row


def dispute_execution(
    *, actor: Actor, petition_id: UUID, execution_id: UUID, said: str, at: datetime
) -> Execution:
    """没有执行到位: the petitioner says what is missing; it is to be done again, its clock runs on.

    Its last day does not move. Records ``petition.execution_disputed``; the handler is told, after closing
    the supervisors. Refused without words, or while nothing was reported as done.
    """
    with whole():
        petition, row = _of(actor, petition_id, execution_id, Doing.TAKE_PART)
        refuse_if(rules.acting_refusal(row.status, "disputed"))
        if not said.strip():
            raise Incomplete("请写明哪里没有执行到位。", rules.EXECUTES)
        row.status, row.said_on, row.said = Status.DISPUTED, civil_day(at), said.strip()
        closed = State(petition.state) in FINISHED
        _turn(row, None)
        _keep(petition, row, ("said_on", "said"))
        _say(actor, petition, ExecutionDisputed(execution_id=row.id, said_digest=digest_of(said)), at)
        tell_follower(petition, actor, done=False)
        if closed:
            tell_supervisors(petition, actor, civil_day(at), _("办结以后信访人说没有执行到位"))
    return row


def report_refusal(
    *, actor: Actor, petition_id: UUID, execution_id: UUID, reason: str, at: datetime
) -> Execution:
    """拒不执行: the lead organ reports that whoever should carry it out refuses; supervision takes it up.

    Its clock runs on. Records ``petition.execution_refused``; the supervisors are told (40(1), 42(4)).
    Refused without facts, or once it is done.
    """
    with whole():
        petition, row = _of(actor, petition_id, execution_id, Doing.EXECUTE)
        refuse_if(rules.acting_refusal(row.status, "refused"))
        if not reason.strip():
            raise Incomplete("请写明怎样拒不执行、催过几次。", rules.REFUSES)
        row.status, row.said = Status.REFUSED, reason.strip()
        _keep(petition, row, ("said",))
        event = ExecutionRefused(execution_id=row.id, by_organ=row.organ_id, reason_digest=digest_of(reason))
        _say(actor, petition, event, at)
        tell_supervisors(petition, actor, civil_day(at), _("拒不执行处理意见，请督查"))
    return row


def executions_of(petition: Petition) -> list[Execution]:
    """Return what is followed on a matter in the order of its requests; no query on a file without any."""
    if Annex.EXECUTION.value not in petition.annexes:
        return []
    rows = Execution.objects.select_related(*MATERIALS).filter(petition=petition)
    return list(rows.order_by("request__seq", "id"))


def open_executions(petition: Petition) -> list[Execution]:
    """Return what is still to be carried out; no query when nothing is."""
    if petition.execution_due_on is None:
        return []
    return [row for row in executions_of(petition) if row.status in rules.TO_DO]
