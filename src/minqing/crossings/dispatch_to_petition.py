"""From an order of the hall, or a settlement on the spot, to its matter (信访工作条例 18(3), 33)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.people.public import Actor
from minqing.petition.public import Annex, Doing, State, add_note, petition_for, visible_to
from minqing.petition.public import handling as steps
from minqing.petition.public.beside import hang_annex
from minqing.reception.public import dispatch as rooms
from minqing.reception.public.dispatch import OnSpot, Order, OrderDraft, SpotDraft


@dataclass(frozen=True, slots=True)
class Terms:
    """What a settlement needs besides: the other side, how and by when it is performed."""

    other_party: str
    performance: str
    execute_by: date | None = None
    performed: str = ""


def send_on_matter(*, actor: Actor, draft: OrderDraft, at: datetime) -> Order:
    """发调度单, on a matter the actor may read when one is named; its file then shows the order."""
    with transaction.atomic():
        if draft.subject_id is not None:
            matter = petition_for(actor, draft.subject_id, Doing.READ, lock=True)
            hang_annex(matter, Annex.CONFERENCE)
        return rooms.send_order(actor=actor, draft=draft, at=at)


def may_settle(actor: Actor, petition_id: UUID) -> bool:
    """Return whether the actor is the handler of this matter, which is being handled: the one who settles."""
    return visible_to(actor, Doing.HANDLE).filter(pk=petition_id, state=State.HANDLING.value).exists()


def settle_on_spot(*, actor: Actor, draft: SpotDraft, terms: Terms | None = None, at: datetime) -> OnSpot:
    """现场化解, recorded once: on a matter its handler settles it by 33, everybody else leaves a note there.

    Settled by the handler, the agreement answers the matter (proposal, both consents, agreement: petition's
    own steps, refused as they refuse). Without a matter only the hall's record is made.
    """
    with transaction.atomic():
        made = None
        if draft.subject_id is not None:
            hang_annex(petition_for(actor, draft.subject_id, Doing.READ, lock=True), Annex.CONFERENCE)
            if draft.settled and terms is not None and may_settle(actor, draft.subject_id):
                made = _settled(actor, draft.subject_id, draft, terms, at)
            else:
                text = f"现场化解（{'已化解' if draft.settled else '未化解'}）：{draft.outcome.strip()}"
                made = add_note(actor=actor, petition_id=draft.subject_id, text=text, at=at).pk
        return rooms.record_on_spot(actor=actor, draft=draft, made_id=made, at=at)


def _settled(actor: Actor, petition_id: UUID, draft: SpotDraft, terms: Terms, at: datetime) -> UUID:
    steps.propose_settlement(
        actor=actor,
        petition_id=petition_id,
        kind="reconciliation",
        other_party=terms.other_party,
        proposal=draft.dispute,
        at=at,
    )
    for side in steps.Side:
        steps.accept_settlement(
            actor=actor, petition_id=petition_id, side=side, how="现场当面表示同意并签名", at=at
        )
    return steps.settle_petition(
        actor=actor,
        petition_id=petition_id,
        agreement=steps.Agreement(
            facts=draft.dispute,
            terms=draft.terms,
            performance=terms.performance,
            signed_on=civil_day(at),
            execute_by=terms.execute_by,
            performed=terms.performed,
        ),
        at=at,
    ).pk
