"""Verbs of weak links: put down what was found with its numbers and what is proposed.

Articles: 信访工作条例 40(2), 40(3).
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.law.public import Conflict, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty
from minqing.supervision.weak import rules
from minqing.supervision.weak.events import WeakLinkFound, WeakLinkProposed
from minqing.supervision.weak.models import WeakDraft
from minqing.supervision.weak.queries import weak_links
from minqing.supervision.weak.rules import FINDS, Kind, Sign


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which tally of which period."""

    kind: Kind
    key: str
    sign: Sign
    first_on: date
    last_on: date


def draft_proposal(*, actor: Actor, pointer: Pointer, problem: str, text: str, at: datetime) -> WeakDraft:
    """记下薄弱环节和建议: only of what stands out, with the numbers as they are now, counted again here.

    Records ``supervision.weak_link_found``.
    """
    organs = sorted(actor.organ_ids(Duty.SUPERVISOR))
    if not organs or actor.account_id is None:
        raise NotAllowed("建议由督查人员起草。", FINDS)
    refusal = rules.refusal_of(problem, text)
    if refusal is not None:
        raise refusal
    wanted = (pointer.kind, pointer.key, pointer.sign)
    found = [
        each
        for each in weak_links(actor, pointer.first_on, pointer.last_on)
        if (each.tally.kind, each.tally.key, each.tally.sign) == wanted
    ]
    if not found:
        raise Conflict("这段时间里它并不突出，数字不足以支持建议。", FINDS)
    outlier = found[0]
    with transaction.atomic():
        draft = WeakDraft.objects.create(
            organ_id=organs[0],
            first_on=pointer.first_on,
            last_on=pointer.last_on,
            kind=pointer.kind.value,
            key=pointer.key,
            name=outlier.tally.name[:120],
            sign=pointer.sign.value,
            bad=outlier.tally.bad,
            of=outlier.tally.of,
            expected=outlier.expected,
            chance=outlier.chance,
            problem=problem.strip(),
            text=text.strip(),
            made_by_id=actor.account_id,
            at=at,
        )
        event = WeakLinkFound(
            kind=draft.kind,
            key=draft.key,
            sign=draft.sign,
            bad=draft.bad,
            of=draft.of,
            first_on=draft.first_on,
            last_on=draft.last_on,
            digest=hashlib.sha256(f"{draft.problem}\n{draft.text}".encode()).hexdigest(),
        )
        record(actor=actor, chain=draft.id, event=event, at=at)
    return draft


def note_proposal(*, actor: Actor, draft_id: UUID, proposal_id: UUID, at: datetime) -> WeakDraft:
    """Note which proposal was made of a draft; once. Records ``supervision.weak_link_proposed``."""
    with transaction.atomic():
        rows = WeakDraft.objects.select_for_update().filter(organ__in=actor.organ_ids(Duty.SUPERVISOR))
        draft = rows.filter(pk=draft_id).first()
        if draft is None:
            raise NotAllowed("没有这份草稿，或者不能由您提出。", FINDS)
        if draft.proposal_id is not None:
            raise Conflict("已经就此提出过建议。", FINDS)
        draft.proposal_id = proposal_id
        draft.save(update_fields=["proposal_id"])
        record(actor=actor, chain=draft.id, event=WeakLinkProposed(proposal_id=proposal_id), at=at)
    return draft
