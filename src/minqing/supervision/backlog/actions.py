"""Verbs of the backlog: enter by criteria or by hand, one plan, progress, proof, the leader's signature.

Articles: 信访工作条例 13(1), 18(2).
"""

import hashlib
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.files.public import StoredFile
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, profile_on
from minqing.kernel.ledger.public import record
from minqing.kernel.notifications.public import notify
from minqing.kernel.people.public import Actor, Duty, duty_holders
from minqing.petition import public as petitions
from minqing.petition.public import Doing, Petition
from minqing.supervision.backlog import rules
from minqing.supervision.backlog.events import (
    BacklogEntered,
    BacklogPlanned,
    BacklogProgressed,
    BacklogProved,
    BacklogSigned,
)
from minqing.supervision.backlog.gate import directs, entry_for, signs
from minqing.supervision.backlog.models import BacklogEntry
from minqing.supervision.backlog.queries import found_on
from minqing.supervision.backlog.rules import SOLVES, Criterion, Plan, Status

LINK = "/desk/supervisor/backlog/{id}/"


def enter_by_criteria(*, actor: Actor, at: datetime) -> list[BacklogEntry]:
    """按标准列入: what the criteria find among the matters the actor supervises and is not entered yet.

    Run again it enters nothing more. Records ``supervision.backlog_entered`` on each entry's chain.
    """
    if not actor.holds(Duty.SUPERVISOR):
        raise NotAllowed("积案由督查人员列入。", SOLVES)
    day = civil_day(at)
    profile = profile_on(day, settings.MINQING_PLACE)
    with transaction.atomic():
        found = found_on(
            actor, day, old_days=profile.setting("backlog_days"), many=profile.setting("backlog_repeats")
        )
        return [_enter(actor, matter, criteria, "", at) for matter, criteria in found]


def enter_backlog(*, actor: Actor, petition_id: UUID, reason: str, at: datetime) -> BacklogEntry:
    """列入积案 by hand: a supervisor says why. Refused for a sealed matter and one entered already."""
    if not reason.strip():
        raise Incomplete("请写明为什么列入积案。", SOLVES)
    with transaction.atomic():
        matter = petitions.petition_for(actor, petition_id, Doing.SUPERVISE, lock=True)
        return _enter(actor, matter, (Criterion.BY_HAND,), reason, at)


def _enter(
    actor: Actor, matter: Petition, criteria: tuple[Criterion, ...], reason: str, at: datetime
) -> BacklogEntry:
    if matter.sealed:
        raise NotAllowed("密封事项不列入积案台账。", SOLVES)
    if BacklogEntry.objects.filter(petition=matter).exclude(status=Status.WRITTEN_OFF).exists():
        raise Conflict("这件事项已经在积案台账里。", SOLVES)
    entry = BacklogEntry.objects.create(
        petition=matter,
        criteria=[each.value for each in criteria],
        reason=reason.strip(),
        entered_on=civil_day(at),
        entered_by_id=actor.account_id,
        organ_id=matter.received_by_id,
    )
    event = BacklogEntered(petition_id=matter.pk, criteria=tuple(entry.criteria))
    record(actor=actor, chain=entry.id, event=event, at=at)
    _tell(entry, Duty.LEADER, matter.holder_id, "列入积案，请定方案", at)
    return entry


def plan_backlog(*, actor: Actor, entry_id: UUID, plan: Plan, at: datetime) -> BacklogEntry:
    """定化解方案: who, how, by when; one plan an entry, which may be changed until proof is handed in.

    Records ``supervision.backlog_planned``; an earlier plan stays in the progress.
    """
    with transaction.atomic():
        entry = entry_for(actor, entry_id, lock=True)
        if not directs(actor, entry):
            raise NotAllowed("方案由督查人员或者承办单位负责人确定。", SOLVES)
        if entry.status not in {Status.ENTERED, Status.PLANNED}:
            raise Conflict("已经申请销号或者已经销号的，不能再改方案。", SOLVES)
        refusal = rules.plan_refusal(plan, civil_day(at))
        if refusal is not None or plan.by is None:
            raise refusal or Incomplete("请写明期限。", SOLVES)
        if entry.status == Status.PLANNED:
            _line(entry, actor, f"原方案：{entry.who}，{entry.how}，{entry.by}前", at)
        entry.who, entry.how, entry.by = plan.who.strip(), plan.how.strip(), plan.by
        entry.status = Status.PLANNED.value
        entry.save()
        event = BacklogPlanned(by=plan.by, digest=_digest(f"{plan.who}\n{plan.how}"))
        record(actor=actor, chain=entry.id, event=event, at=at)
    return entry


def note_backlog(*, actor: Actor, entry_id: UUID, words: str, at: datetime) -> BacklogEntry:
    """记录化解进展. Records ``supervision.backlog_progressed``."""
    if not words.strip():
        raise Incomplete("请写明进展。", SOLVES)
    with transaction.atomic():
        entry = entry_for(actor, entry_id, lock=True)
        if entry.status == Status.WRITTEN_OFF:
            raise Conflict("这件积案已经销号。", SOLVES)
        _line(entry, actor, words, at)
        entry.save(update_fields=["progress"])
        record(actor=actor, chain=entry.id, event=BacklogProgressed(digest=_digest(words)), at=at)
    return entry


def prove_backlog(
    *, actor: Actor, entry_id: UUID, file_id: UUID | None, result: str, at: datetime
) -> BacklogEntry:
    """申请销号 with the proof file and how it was solved; the leaders of the office are asked to sign.

    Records ``supervision.backlog_proved``. Refused without a plan, a file or words.
    """
    with transaction.atomic():
        entry = entry_for(actor, entry_id, lock=True)
        file = StoredFile.objects.filter(pk=file_id).first() if file_id else None
        refusal = rules.proof_refusal(Status(entry.status), proof=file is not None, result=result)
        if refusal is not None or file is None:
            raise refusal or Incomplete("请附上证明材料。", SOLVES)
        entry.proof, entry.result, entry.proved_by_id = file, result.strip(), actor.account_id
        entry.status = Status.PROVED.value
        entry.save()
        event = BacklogProved(proof_id=file.pk, proof_digest=file.digest)
        record(actor=actor, chain=entry.id, event=event, at=at)
        _tell(entry, Duty.LEADER, entry.organ_id, "积案申请销号，请签字", at)
    return entry


def sign_backlog(*, actor: Actor, entry_id: UUID, agree: bool, words: str, at: datetime) -> BacklogEntry:
    """签字销号, or send back with what is missing; a leader of the office or above, never who asked.

    Records ``supervision.backlog_signed``.
    """
    if not words.strip():
        raise Incomplete("请写明签批意见。", SOLVES)
    with transaction.atomic():
        entry = entry_for(actor, entry_id, lock=True)
        if not signs(actor, entry):
            raise NotAllowed("销号由信访工作机构或者上级的负责人签字。", SOLVES)
        same = entry.proved_by_id == actor.account_id
        refusal = rules.signing_refusal(Status(entry.status), same=same)
        if refusal is not None:
            raise refusal
        _line(entry, actor, f"{'同意销号' if agree else '退回'}：{words.strip()}", at)
        if agree:
            post = next(p for p in actor.posts if p.duty is Duty.LEADER)
            entry.status, entry.signed_by_id = Status.WRITTEN_OFF.value, actor.account_id
            entry.signed_as, entry.signed_on = post.title[:80], civil_day(at)
        else:
            entry.status = Status.PLANNED.value
        entry.save()
        event = BacklogSigned(written_off=agree, digest=_digest(words))
        record(actor=actor, chain=entry.id, event=event, at=at)
    return entry


def _line(entry: BacklogEntry, actor: Actor, words: str, at: datetime) -> None:
    entry.progress = [*entry.progress, {"words": words.strip(), "by": actor.name, "at": at.isoformat()}]


def _digest(words: str) -> str:
    return hashlib.sha256(words.strip().encode()).hexdigest()


def _tell(entry: BacklogEntry, duty: Duty, organ_id: UUID, title: str, at: datetime) -> None:
    accounts = {holder.account_id for holder in duty_holders([duty], civil_day(at), organ_id)}
    if accounts:
        notify(
            account_ids=list(accounts),
            event_name="supervision.backlog",
            subject_id=entry.petition_id,
            title=f"{title}：{entry.petition.number or ''}",
            body="",
            link=LINK.format(id=entry.pk),
        )
