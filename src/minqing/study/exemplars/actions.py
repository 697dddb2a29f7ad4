"""Verbs of exemplars: nominate, review by somebody else, publish, withdraw.

Articles: 信访工作条例 39(2); 个人信息保护法 13, 25, 47 (withdrawn on request).
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty, Organ
from minqing.petition import public as petitions
from minqing.petition.public import Doing, State
from minqing.study.exemplars import rules
from minqing.study.exemplars.events import (
    ExemplarNominated,
    ExemplarPublished,
    ExemplarReviewed,
    ExemplarWithdrawn,
)
from minqing.study.exemplars.gate import exemplar_for, reviews
from minqing.study.exemplars.models import Exemplar
from minqing.study.exemplars.queries import secrets_of
from minqing.study.exemplars.rules import COMMENDS, Nomination, Status

NOMINATES = (Duty.SUPERVISOR, Duty.LEADER, Duty.REGISTRAR, Duty.HANDLER)


def nominate_exemplar(
    *,
    actor: Actor,
    organ_id: UUID,
    petition_ids: Sequence[UUID],
    said: Nomination,
    consent_file_id: UUID | None = None,
    at: datetime,
) -> Exemplar:
    """提名典型 from closed matters, with figures, evidence and the recorded consent.

    Records ``study.exemplar_nominated``. Refused: something missing, no matter, one not closed, not the
    actor's to read or sealed, and words with personal data of the matters.
    """
    if actor.account_id is None or not any(actor.holds(duty) for duty in NOMINATES):
        raise NotAllowed("典型由工作人员提名。", COMMENDS)
    with transaction.atomic():
        matters = list(
            petitions.visible_to(actor, Doing.READ).filter(pk__in=list(petition_ids), sealed=False)
        )
        if not matters or len(matters) != len(set(petition_ids)):
            raise NotAllowed("请选择您可以查看的信访事项；密封事项不能作为典型。", COMMENDS)
        if any(each.state != State.CLOSED for each in matters):
            raise Conflict("办结以后才能作为典型提名。", COMMENDS)
        _check(said, [each.pk for each in matters])
        exemplar = Exemplar.objects.create(
            organ=Organ.objects.get(pk=organ_id),
            nominated_by_id=actor.account_id,
            nominated_at=at,
            consent_file_id=consent_file_id,
            **_fields(said),
        )
        exemplar.petitions.set(matters)
        _recorded(actor, exemplar, [each.pk for each in matters], at)
    return exemplar


def amend_exemplar(*, actor: Actor, exemplar_id: UUID, said: Nomination, at: datetime) -> Exemplar:
    """修改后再提名, by whoever nominated it, when it was returned. Records ``study.exemplar_nominated``."""
    with transaction.atomic():
        exemplar = exemplar_for(actor, exemplar_id, lock=True)
        if exemplar.nominated_by_id != actor.account_id:
            raise NotAllowed("由提名的人修改。", COMMENDS)
        if exemplar.status != Status.RETURNED:
            raise Conflict("只有退回修改的典型可以修改。", COMMENDS)
        keys = list(exemplar.petitions.values_list("pk", flat=True))
        _check(said, keys)
        for name, value in _fields(said).items():
            setattr(exemplar, name, value)
        exemplar.status, exemplar.nominated_at = Status.NOMINATED.value, at
        exemplar.save()
        _recorded(actor, exemplar, keys, at)
    return exemplar


def _fields(said: Nomination) -> dict[str, str]:
    return {
        "title": said.title.strip()[:120],
        "practice": said.practice.strip(),
        "figures": said.figures.strip(),
        "evidence": said.evidence.strip(),
        "consent_of": said.consent_of.strip()[:100],
        "consent_how": said.consent_how.strip()[:200],
    }


def _check(said: Nomination, keys: Sequence[UUID]) -> None:
    refusal = rules.nomination_refusal(said)
    if refusal is None:
        text = f"{said.title}\n{said.practice}\n{said.figures}"
        refusal = rules.leak_refusal(rules.personal_data(text, secrets_of(keys)))
    if refusal is not None:
        raise refusal


def _recorded(actor: Actor, exemplar: Exemplar, keys: Sequence[UUID], at: datetime) -> None:
    event = ExemplarNominated(
        organ=exemplar.organ_id,
        matters=tuple(keys),
        digest=text_digest_of(exemplar),
        consent_digest=_digest(f"{exemplar.consent_of}\n{exemplar.consent_how}"),
    )
    record(actor=actor, chain=exemplar.id, event=event, at=at)


def review_exemplar(*, actor: Actor, exemplar_id: UUID, approve: bool, words: str, at: datetime) -> Exemplar:
    """审核, by a leader or supervisor who did not nominate it. Records ``study.exemplar_reviewed``."""
    if not words.strip():
        raise Incomplete("请写明审核意见：看了哪些证据，数字是否属实。", COMMENDS)
    with transaction.atomic():
        exemplar = exemplar_for(actor, exemplar_id, lock=True)
        same = exemplar.nominated_by_id == actor.account_id
        refusal = rules.review_refusal(Status(exemplar.status), same=same)
        if refusal is not None:
            raise refusal
        _may(actor, exemplar)
        exemplar.status = (Status.APPROVED if approve else Status.RETURNED).value
        exemplar.reviewed_by_id, exemplar.reviewed_at = actor.account_id, at
        exemplar.review_words = words.strip()
        exemplar.save()
        event = ExemplarReviewed(approved=approve, digest=_digest(words))
        record(actor=actor, chain=exemplar.id, event=event, at=at)
    return exemplar


def publish_exemplar(*, actor: Actor, exemplar_id: UUID, at: datetime) -> Exemplar:
    """公布: after approval; the text is checked once more against what the matters hold now.

    Records ``study.exemplar_published``.
    """
    with transaction.atomic():
        exemplar = exemplar_for(actor, exemplar_id, lock=True)
        _may(actor, exemplar)
        if exemplar.status != Status.APPROVED:
            raise Conflict("审核通过以后才能公布。", COMMENDS)
        if exemplar.petitions.filter(sealed=True).exists():
            raise NotAllowed("其中有密封事项，不能公布。", COMMENDS)
        secrets = secrets_of(exemplar.petitions.values_list("pk", flat=True))
        text = f"{exemplar.title}\n{exemplar.practice}\n{exemplar.figures}"
        refusal = rules.leak_refusal(rules.personal_data(text, secrets))
        if refusal is not None:
            raise refusal
        exemplar.status, exemplar.published_on = Status.PUBLISHED.value, civil_day(at)
        exemplar.save(update_fields=["status", "published_on"])
        event = ExemplarPublished(on=civil_day(at), digest=text_digest_of(exemplar))
        record(actor=actor, chain=exemplar.id, event=event, at=at)
    return exemplar


def withdraw_exemplar(*, actor: Actor, exemplar_id: UUID, why: str, at: datetime) -> Exemplar:
    """撤下, on request of whoever agreed or for another reason; gone from the public page at once.

    Records ``study.exemplar_withdrawn``.
    """
    if not why.strip():
        raise Incomplete("请写明谁要求撤下、为什么。", COMMENDS)
    with transaction.atomic():
        exemplar = exemplar_for(actor, exemplar_id, lock=True)
        if exemplar.status == Status.WITHDRAWN:
            raise Conflict("已经撤下。", COMMENDS)
        exemplar.status, exemplar.withdrawn_on = Status.WITHDRAWN.value, civil_day(at)
        exemplar.withdrawn_why = why.strip()
        exemplar.save(update_fields=["status", "withdrawn_on", "withdrawn_why"])
        event = ExemplarWithdrawn(on=civil_day(at), digest=_digest(why))
        record(actor=actor, chain=exemplar.id, event=event, at=at)
    return exemplar


def _may(actor: Actor, exemplar: Exemplar) -> None:
    if not reviews(actor, exemplar):
        raise NotAllowed("由督查人员或者负责人进行。", COMMENDS)


def text_digest_of(exemplar: Exemplar) -> str:
    """Return the digest of what is told in public."""
    return _digest(f"{exemplar.title}\n{exemplar.practice}\n{exemplar.figures}")


def _digest(words: str) -> str:
    return hashlib.sha256(words.strip().encode()).hexdigest()
