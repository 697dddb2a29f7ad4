"""调解·和解: propose, write down who agrees, end it at any time. The agreement itself is made in the reply.

Articles: 信访工作条例 33.
"""

from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import insert, update
from minqing.petition.handling.models import Settlement
from minqing.petition.handling.settlement import rules
from minqing.petition.handling.settlement.events import (
    SettlementAccepted,
    SettlementProposed,
    SettlementRefused,
)
from minqing.petition.handling.settlement.rules import Proposal, Side
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import Petitioner, petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notices import tell_petitioner, tell_staff
from minqing.petition.matter.rules import Annex, State
from minqing.petition.matter.steps import add_annex, check_version, purpose_of, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _

Kind, Status = Settlement.Kind, Settlement.Status


def _handled(actor: Actor, petition_id: UUID, doing: Doing, version: int | None = None) -> Petition:
    petition = petition_for(actor, petition_id, doing, lock=True, joins=("petitioner",))
    check_version(petition, version)
    if State(petition.state) is not State.HANDLING:
        raise Conflict("受理之后、送审之前才能调解、和解。", rules.SETTLES)
    return petition


def open_settlement(petition: Petition) -> Settlement | None:
    """Return the attempt under way; no query on a file without any."""
    if Annex.SETTLEMENT.value not in petition.annexes:
        return None
    return Settlement.objects.filter(petition=petition, status=Status.PROPOSED).first()


def settled(petition: Petition) -> Settlement | None:
    """Return the agreement that answered the matter; no query on a file without any."""
    if Annex.SETTLEMENT.value not in petition.annexes:
        return None
    return Settlement.objects.filter(petition=petition, status=Status.AGREED).first()


def propose_settlement(
    *,
    actor: Actor,
    petition_id: UUID,
    kind: Settlement.Kind | str,
    other_party: str,
    proposal: str,
    mediator: str = "",
    at: datetime,
    version: int | None = None,
) -> Settlement:
    """提议调解、和解: the handler suggests it; nothing changes until both agree.

    Records ``petition.settlement_proposed``; the petitioner is told. Refused for proposals and accusations,
    without the other party or (mediation) the mediator, or while one is under way.
    """
    with whole():
        petition = _handled(actor, petition_id, Doing.HANDLE, version)
        wanted = Proposal(Kind(kind) is Kind.MEDIATION, other_party, mediator, proposal)
        refuse_if(rules.proposal_refusal(purpose_of(petition), wanted))
        if open_settlement(petition) is not None:
            raise Conflict("调解、和解已经在进行。", rules.SETTLES)
        row = Settlement(
            petition=petition,
            kind=Kind(kind).value,
            other_party=other_party.strip(),
            mediator=mediator.strip(),
            proposal=proposal.strip(),
            proposed_at=at,
        )
        insert(row)
        save_step(petition, None, add_annex(petition, Annex.SETTLEMENT))
        event = SettlementProposed(settlement_id=row.id, kind=row.kind, words_digest=digest_of(proposal))
        record(actor=actor, chain=petition.id, event=event, at=at)
        tell_petitioner(
            petition,
            event_name="petition.settlement_proposed",
            words=_("您的信访事项%(number)s，办理单位提议调解，愿不愿意由您决定，请凭查询码查看。")
            % {"number": petition.number or ""},
        )
    return row


def accept_settlement(
    *, actor: Actor, petition_id: UUID, side: Side | str = Side.PETITIONER, how: str = "", at: datetime
) -> Settlement:
    """同意调解、和解: one side's consent is written down, with the day and how it was given.

    The petitioner on their page (``how`` may be empty), or staff for either side, saying how they were told.
    Records ``petition.settlement_accepted``.
    """
    with whole():
        petition = _handled(actor, petition_id, Doing.TAKE_PART)
        row, wanted, day = _open_row(petition), _side(actor, side), civil_day(at)
        words = how.strip() or (_("信访人在网上确认") if isinstance(actor, Petitioner) else "")
        if not words:
            raise Incomplete("请写明是怎样表示同意的（当面、电话、书面）。", rules.SETTLES)
        if wanted is Side.PETITIONER:
            row.petitioner_agreed_on, row.petitioner_agreed_how = day, words[:200]
        else:
            row.other_agreed_on, row.other_agreed_how = day, words[:200]
        update(row, [f"{wanted.value}_agreed_on", f"{wanted.value}_agreed_how"])
        save_step(petition, None)
        event = SettlementAccepted(settlement_id=row.id, side=wanted.value, agreed_on=day)
        record(actor=actor, chain=petition.id, event=event, at=at)
        _tell_handler(petition, actor, agreed=True)
    return row


def refuse_settlement(
    *, actor: Actor, petition_id: UUID, side: Side | str = Side.PETITIONER, reason: str = "", at: datetime
) -> Settlement:
    """不愿调解、和解, or it came to nothing: the attempt ends, the matter goes on as if it had not been made.

    Either side, at any time before the agreement is signed; no reason is asked of the petitioner. Records
    ``petition.settlement_refused``. It costs nothing: clocks, requests and rights stay as they are.
    """
    with whole():
        petition = _handled(actor, petition_id, Doing.TAKE_PART)
        row, wanted = _open_row(petition), _side(actor, side)
        begun = row.petitioner_agreed_on is not None and row.other_agreed_on is not None
        row.status = Status.FAILED if begun else Status.REFUSED
        row.ended_by, row.ended_reason = wanted.value, reason.strip()
        update(row, ["status", "ended_by", "ended_reason"])
        save_step(petition, None)
        event = SettlementRefused(settlement_id=row.id, side=wanted.value, reason_digest=digest_of(reason))
        record(actor=actor, chain=petition.id, event=event, at=at)
        _tell_handler(petition, actor, agreed=False)
    return row


def _open_row(petition: Petition) -> Settlement:
    row = open_settlement(petition)
    if row is None:
        raise Conflict("现在没有在调解、和解。", rules.SETTLES)
    return row


def _side(actor: Actor, side: Side | str) -> Side:
    return Side.PETITIONER if isinstance(actor, Petitioner) else Side(side)


def _tell_handler(petition: Petition, actor: Actor, *, agreed: bool) -> None:
    if petition.handler_id is not None:
        tell_staff(
            petition,
            [petition.handler_id],
            event_name="petition.settlement_accepted" if agreed else "petition.settlement_refused",
            title=_("一方同意调解") if agreed else _("一方不愿调解，请继续办理"),
            actor=actor,
        )
