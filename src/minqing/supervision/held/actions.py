"""Writes of held cases: holding, what was done, the end with its proof."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Refused
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty, Organ, accounts_holding, actor_of
from minqing.petition.public import Annex, Doing, Petition, petition_for, visible_to
from minqing.petition.public.beside import hang_annex
from minqing.supervision.held.events import CaseEnded, CaseHeld, CaseTold
from minqing.supervision.held.gate import UNKNOWN, case_for, may_hold, may_tell
from minqing.supervision.held.models import HeldCase, HeldDeed
from minqing.supervision.held.notices import tell_held
from minqing.supervision.held.rules import (
    BY_HAND,
    HOLDS,
    PROGRESS_EVERY,
    Deed,
    Ending,
    Ground,
    ending_refusal,
    hold_refusal,
)


@dataclass(frozen=True, slots=True)
class HoldDraft:
    """Who holds a case, with which unit, why, by which plan and until when."""

    leader_id: UUID
    leader_organ_id: UUID
    organ_id: UUID
    ground: Ground
    plan: str
    due_on: date
    why: str = ""
    every: int = PROGRESS_EVERY


def _refuse(refused: Refused | None) -> None:
    if refused is not None:
        raise refused


def _account(actor: Actor) -> UUID:
    if actor.account_id is None:
        raise NotAllowed(UNKNOWN)
    return actor.account_id


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def hold_case(*, actor: Actor, petition_id: UUID, draft: HoldDraft, at: datetime) -> HeldCase:
    """包案: a leader answers for a matter from today; one leader at a time.

    By whoever leads, supervises or registers and may read the matter. The leader must lead their organ and be
    somebody who may read the matter too; they are told. Records ``supervision.case_held``; the matter's page
    shows it.
    """
    on = civil_day(at)
    _refuse(hold_refusal(plan=draft.plan, started_on=on, due_on=draft.due_on, every=draft.every))
    if not may_hold(actor):
        raise NotAllowed("包案由领导、督查或者登记人员提出。")
    with transaction.atomic():
        matter = petition_for(actor, petition_id, Doing.READ, lock=True)
        if matter.sealed:
            raise Conflict("密封的事项不列入包案台账；请在该件里批示、办理。", HOLDS)
        unit = _unit_of(draft, matter, on)
        try:
            with transaction.atomic():
                case = HeldCase.objects.create(
                    subject_id=matter.pk,
                    leader_id=draft.leader_id,
                    leader_organ=unit,
                    organ_id=draft.organ_id,
                    ground=draft.ground.value,
                    why=draft.why.strip(),
                    plan=draft.plan.strip(),
                    started_on=on,
                    due_on=draft.due_on,
                    every=draft.every,
                    set_by_id=_account(actor),
                    set_at=at,
                )
        except IntegrityError as twice:
            raise Conflict("这件事项已经有领导包案；一件一位领导，不重复包。", HOLDS) from twice
        hang_annex(matter, Annex.HELD)
        event = CaseHeld(matter.pk, draft.leader_id, draft.organ_id, draft.due_on, _digest(draft.plan))
        record(actor=actor, chain=case.id, event=event, at=at)
        tell_held(case)
        return case


def _unit_of(draft: HoldDraft, matter: Petition, on: date) -> Organ:
    """Return the unit the holding leader leads that day; refuses who leads none and who may not read it."""
    unit = Organ.objects.filter(pk=draft.leader_organ_id).first()
    leads = accounts_holding(Duty.LEADER, unit, on) if unit else None
    leader = leads.filter(pk=draft.leader_id).first() if leads is not None else None
    if unit is None or leader is None:
        raise NotAllowed("包案的应当是在任的领导，请重新选择。")
    if not visible_to(actor_of(leader, on)).filter(pk=matter.pk).exists():
        raise Conflict("这位领导看不到这件事项。请选承办单位或者上级单位的领导；应当回避的不能包案。", HOLDS)
    return unit


def tell_deed(*, actor: Actor, case_id: UUID, deed: Deed, words: str, on: date, at: datetime) -> HeldDeed:
    """记包案经过: a meeting, a visit, progress, a new plan or a review; by its leader, unit or registrar.

    Starts the next span for progress. Records ``supervision.case_told``.
    """
    if not words.strip():
        raise Incomplete("请写明做了什么、商定了什么。", HOLDS)
    with transaction.atomic():
        case = _open(actor, case_id)
        if deed not in BY_HAND:
            raise Incomplete("结果请在“办结包案”里填写。", HOLDS)
        if not case.started_on <= on <= civil_day(at):
            raise Incomplete("日期应当在包案之日以后，不晚于今天。", HOLDS)
        made = _note(actor, case, deed, words, on, at)
        case.deeds += 1
        case.last_on = max(on, case.last_on or on)
        if deed is Deed.PLAN:
            case.plan = words.strip()
        case.save(update_fields=["deeds", "last_on", "plan"])
        event = CaseTold(deed.value, on, _digest(words))
        record(actor=actor, chain=case.id, event=event, at=at)
        return made


def end_case(
    *, actor: Actor, case_id: UUID, ending: Ending, words: str, proof: str, at: datetime
) -> HeldCase:
    """办结包案: result and proof, by the leader who holds it. Records ``supervision.case_ended``."""
    with transaction.atomic():
        case = case_for(actor, case_id, lock=True)
        if actor.account_id != case.leader_id:
            raise NotAllowed("包案的结果由包案领导确认。")
        ended = case.ended_on is not None
        _refuse(ending_refusal(ended=ended, words=words, proof=proof, deeds=case.deeds))
        case.ended_on, case.ending = civil_day(at), ending.value
        case.result, case.proof = words.strip(), proof.strip()
        case.save(update_fields=["ended_on", "ending", "result", "proof"])
        _note(actor, case, Deed.RESULT, words, civil_day(at), at)
        event = CaseEnded(ending.value, civil_day(at), _digest(words + proof))
        record(actor=actor, chain=case.id, event=event, at=at)
        return case


def _open(actor: Actor, case_id: UUID) -> HeldCase:
    case = case_for(actor, case_id, lock=True)
    if not may_tell(actor, case):
        raise NotAllowed("包案经过由包案领导、责任单位或者登记人员填写。")
    if case.ended_on is not None:
        raise Conflict("这件包案已经办结。", HOLDS)
    return case


def _note(  # noqa: PLR0917 - told in the order it happens
    actor: Actor, case: HeldCase, deed: Deed, words: str, on: date, at: datetime
) -> HeldDeed:
    return HeldDeed.objects.create(
        case=case, deed=deed.value, on=on, words=words.strip(), by_id=_account(actor), at=at
    )
