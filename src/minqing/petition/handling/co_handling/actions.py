"""协办: ask another organ, remind it, take its opinion, or free it again.

Articles: 信访工作条例 24(1), 28(1), 30(3).
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Organ, OrganKind
from minqing.kernel.rows.public import insert, update
from minqing.petition.handling.co_handling import rules
from minqing.petition.handling.co_handling.events import (
    CoOpinionAsked,
    CoOpinionDeclined,
    CoOpinionGiven,
    CoOpinionReminded,
    CoOpinionWithdrawn,
)
from minqing.petition.handling.co_handling.notices import tell_asked, tell_freed, tell_lead
from minqing.petition.handling.models import CoHandling
from minqing.petition.matter.clocks import Start, counted
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notebook import attach
from minqing.petition.matter.rules import CO_OPINION, Annex, State
from minqing.petition.matter.sharing import share_with, still_shared
from minqing.petition.matter.steps import add_annex, check_version, refuse_if, save_step
from minqing.petition.matter.together import whole

ASKED = CoHandling.Status.ASKED


def ask_co_opinion(
    *,
    actor: Actor,
    petition_id: UUID,
    organ_id: UUID,
    question: str,
    due_on: date,
    at: datetime,
    version: int | None = None,
) -> CoHandling:
    """请协办: another organ is asked one question, to be answered by a day; it now reads the file.

    The matter's handler, while it is being handled. A clock ``CO_OPINION`` runs that the organ asked owes;
    the matter's own due day stays. Records ``petition.co_opinion_asked``; handlers and leaders there are
    told. Refused: the organ complained of or one beneath it, one that still owes an answer, a sealed matter
    to anybody but discipline inspection, a day not ahead or after the lead organ's own.
    """
    with whole():
        petition = _handled(actor, petition_id, version)
        day, organ = civil_day(at), Organ.objects.filter(pk=organ_id).first()
        open_with = CoHandling.objects.filter(petition=petition, organ_id=organ_id, status=ASKED).exists()
        target = organ and rules.CoTarget(
            organ.name, organ.path, OrganKind(organ.kind), organ.active, asked_already=open_with
        )
        asked = rules.CoQuestion(
            question=question,
            due_on=due_on,
            lead_due=petition.due_on,
            holder_path=petition.holder.path,
            concerns_path=petition.concerns.path if petition.concerns else "",
            sealed=petition.sealed,
        )
        refuse_if(rules.asking_refusal(asked, target or None, day))
        clock = counted(petition, Start(CO_OPINION, organ_id, day, set_due=due_on))
        row = CoHandling(
            petition=petition,
            organ_id=organ_id,
            clock=clock,
            question=question.strip(),
            due_on=due_on,
            asked_by_id=actor.account_id,
            asked_at=at,
        )
        insert(clock)
        insert(row)
        fields = {*share_with(petition, organ_id), *add_annex(petition, Annex.CO_HANDLING)}
        save_step(petition, None, fields)
        record(
            actor=actor,
            chain=petition.id,
            event=CoOpinionAsked(
                co_handling_id=row.id, to_organ=organ_id, due_on=due_on, question_digest=digest_of(question)
            ),
            at=at,
        )
        tell_asked(petition, row, actor, day, again=False)
    return row


def _handled(actor: Actor, petition_id: UUID, version: int | None = None) -> Petition:
    petition = petition_for(actor, petition_id, Doing.HANDLE, lock=True)
    check_version(petition, version)
    if State(petition.state) is not State.HANDLING:
        raise Conflict("受理之后、送审之前才能请协办、撤回协办。", rules.BASIS)
    return petition


def _open_row(petition: Petition, co_handling_id: UUID) -> CoHandling:
    row = (
        CoHandling.objects.select_related("organ", "clock")
        .filter(petition=petition, pk=co_handling_id)
        .first()
    )
    if row is None:
        raise Conflict("没有这项协办。", rules.BASIS)
    if row.status != ASKED:
        raise Conflict("这项协办已经有了结果。", rules.BASIS)
    return row


def remind_co_opinion(
    *, actor: Actor, petition_id: UUID, co_handling_id: UUID, at: datetime, version: int | None = None
) -> CoHandling:
    """催办协办: the organ asked is told again, once a day. Records ``petition.co_opinion_reminded``."""
    with whole():
        petition = _handled(actor, petition_id, version)
        row, day = _open_row(petition, co_handling_id), civil_day(at)
        if row.reminded_at is not None and civil_day(row.reminded_at) == day:
            raise Conflict("今天已经催过了。", rules.BASIS)
        row.reminded_at = at
        update(row, ["reminded_at"])
        event = CoOpinionReminded(co_handling_id=row.id, to_organ=row.organ_id)
        record(actor=actor, chain=petition.id, event=event, at=at)
        tell_asked(petition, row, actor, day, again=True)
    return row


def give_co_opinion(
    *,
    actor: Actor,
    petition_id: UUID,
    co_handling_id: UUID,
    opinion: str,
    file_ids: tuple[UUID, ...] = (),
    at: datetime,
) -> CoHandling:
    """提出协办意见: the organ asked answers; its clock stops, late or not.

    Handlers and leaders of the organ asked. Records ``petition.co_opinion_given``; the handler is told.
    Refused: another organ's question, no words, an answer given already.
    """
    with whole():
        petition, row = _asked_of(actor, petition_id, co_handling_id)
        refuse_if(rules.words_refusal(opinion, "协办意见：查到什么，怎么看，依据什么"))
        attach(petition, file_ids, at=at, by_petitioner=False, shown=False)
        row.opinion = opinion.strip()
        _end(row, CoHandling.Status.GIVEN, actor, at, ("opinion",))
        save_step(petition, None)
        event = CoOpinionGiven(
            co_handling_id=row.id, by_organ=row.organ_id, opinion_digest=digest_of(opinion)
        )
        record(actor=actor, chain=petition.id, event=event, at=at)
        tell_lead(petition, row, actor)
    return row


def decline_co_opinion(
    *, actor: Actor, petition_id: UUID, co_handling_id: UUID, reason: str, at: datetime
) -> CoHandling:
    """不能协办: the organ asked says why it cannot answer; from then on it no longer reads the file.

    Records ``petition.co_opinion_declined``; the lead's handler is told. Refused without reasons (28(1)).
    """
    with whole():
        petition, row = _asked_of(actor, petition_id, co_handling_id)
        refuse_if(rules.words_refusal(reason, "为什么不能协办、应当问哪个单位"))
        row.reason = reason.strip()
        _end(row, CoHandling.Status.DECLINED, actor, at, ("reason",))
        save_step(petition, None, _unshared(petition, row))
        event = CoOpinionDeclined(
            co_handling_id=row.id, by_organ=row.organ_id, reason_digest=digest_of(reason)
        )
        record(actor=actor, chain=petition.id, event=event, at=at)
        tell_lead(petition, row, actor)
    return row


def withdraw_co_opinion(
    *,
    actor: Actor,
    petition_id: UUID,
    co_handling_id: UUID,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> CoHandling:
    """撤回协办: the lead organ does without the answer and says why; the organ asked is freed.

    The matter's handler. Records ``petition.co_opinion_withdrawn``. Refused without a reason.
    """
    with whole():
        petition = _handled(actor, petition_id, version)
        row = _open_row(petition, co_handling_id)
        refuse_if(rules.words_refusal(reason, "撤回协办的理由"))
        row.reason = reason.strip()
        _end(row, CoHandling.Status.WITHDRAWN, actor, at, ("reason",))
        save_step(petition, None, _unshared(petition, row))
        event = CoOpinionWithdrawn(
            co_handling_id=row.id, to_organ=row.organ_id, reason_digest=digest_of(reason)
        )
        record(actor=actor, chain=petition.id, event=event, at=at)
        tell_freed(petition, row, actor, civil_day(at))
    return row


def _asked_of(actor: Actor, petition_id: UUID, co_handling_id: UUID) -> tuple[Petition, CoHandling]:
    petition = petition_for(actor, petition_id, Doing.CO_OPINION, lock=True)
    row = _open_row(petition, co_handling_id)
    if row.organ_id not in actor.organ_ids():
        raise NotAllowed("这个问题问的不是您所在的单位。", rules.BASIS)
    return petition, row


def _end(
    row: CoHandling, status: CoHandling.Status, actor: Actor, at: datetime, fields: Iterable[str]
) -> None:
    row.status, row.ended_by_id, row.ended_at = status, actor.account_id, at
    update(row, ["status", "ended_by", "ended_at", *fields])
    row.clock.stopped_on = civil_day(at)
    update(row.clock, ["stopped_on"])


def _unshared(petition: Petition, ended: CoHandling) -> tuple[str, ...]:
    """Return the fields to save once an organ has nothing more to do with the matter; one query."""
    given = CoHandling.objects.filter(
        petition=petition, organ_id=ended.organ_id, status__in=[ASKED, CoHandling.Status.GIVEN]
    ).exclude(pk=ended.pk)
    return () if given.exists() else still_shared(petition, ended.organ_id)


def open_co_handlings(petition: Petition) -> list[CoHandling]:
    """Return the questions nobody has answered yet; no query while nobody was asked anything."""
    if Annex.CO_HANDLING.value not in petition.annexes:
        return []
    rows = CoHandling.objects.select_related("organ").filter(petition=petition, status=ASKED)
    return list(rows.order_by("due_on", "id"))


def given_by(petition: Petition) -> list[str]:
    """Return the names of the organs whose opinion is in; no query while nobody was asked anything."""
    if Annex.CO_HANDLING.value not in petition.annexes:
        return []
    rows = CoHandling.objects.filter(petition=petition, status=CoHandling.Status.GIVEN)
    return list(dict.fromkeys(rows.order_by("id").values_list("organ__name", flat=True)))


def refuse_while_owed(petition: Petition) -> None:
    """Refuse to go on over a co-opinion still owed, with the names of who owes it."""
    refuse_if(rules.open_refusal(row.organ.name for row in open_co_handlings(petition)))
