"""调解、和解结案: both agreed, the agreement is written and signed; its performance is followed.

Articles: 信访工作条例 32(2), 33.
"""

from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Conflict
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import update
from minqing.petition.handling.co_handling.actions import refuse_while_owed
from minqing.petition.handling.hearing.actions import refuse_while_hearing
from minqing.petition.handling.models import Settlement
from minqing.petition.handling.settlement import rules
from minqing.petition.handling.settlement.actions import open_settlement
from minqing.petition.handling.settlement.events import PetitionSettled
from minqing.petition.handling.settlement.rules import Agreement
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notebook import attach
from minqing.petition.matter.papers import common, day_words
from minqing.petition.matter.rules import Move
from minqing.petition.matter.steps import open_for_move, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _
from minqing.petition.reply.execution.actions import FIELDS as FOLLOWED
from minqing.petition.reply.execution.actions import follow
from minqing.petition.reply.models import Execution


def settle_petition(
    *,
    actor: Actor,
    petition_id: UUID,
    agreement: Agreement,
    file_ids: tuple[UUID, ...] = (),
    at: datetime,
    version: int | None = None,
) -> Settlement:
    """达成协议: the matter is answered by the written agreement of both; its performance is followed.

    The matter's handler. ``file_ids`` are the signed scan. Issues the 调解协议书 or 和解协议书; a clock
    ``EXECUTION`` runs to the last day of performance unless it was performed at once. Records
    ``petition.settled``. Refused: without both parties' consent, with gaps, over a co-opinion owed or a
    hearing open.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.HANDLE, Move.SETTLE, version=version)
        day, row = civil_day(at), open_settlement(petition)
        if row is None:
            raise Conflict("请先提议调解、和解，并记下双方的同意。", rules.SETTLES)
        refuse_while_owed(petition)
        refuse_while_hearing(petition)
        agreed = (row.petitioner_agreed_on, row.other_agreed_on)
        refuse_if(rules.agreement_refusal(agreement, agreed=agreed, accepted_on=petition.accepted_on, on=day))
        mediated = row.kind == Settlement.Kind.MEDIATION
        attach(petition, file_ids, at=at, by_petitioner=False, shown=True)
        document = issue_document(
            actor=actor,
            kind=DocumentKind.MEDIATION_AGREEMENT if mediated else DocumentKind.SETTLEMENT_AGREEMENT,
            subject_id=petition.id,
            organ=petition.holder,
            data=_paper(petition, row, agreement, actor),
            on=day,
        )
        row.status, row.document_id, row.signed_on = (
            Settlement.Status.AGREED,
            document.id,
            agreement.signed_on,
        )
        row.facts, row.terms = agreement.facts.strip(), agreement.terms.strip()
        row.performance = agreement.performance.strip()
        update(row, ["status", "document_id", "signed_on", "facts", "terms", "performance"])
        petition.answered_on = day
        rows = [_performance(petition, row, agreement, at)]
        follow(actor=actor, petition=petition, rows=rows, at=at)
        save_step(petition, found, ("answered_on", *FOLLOWED))
        event = PetitionSettled(
            settlement_id=row.id, kind=row.kind, document_id=document.id, execute_by=agreement.execute_by
        )
        record(actor=actor, chain=petition.id, event=event, at=at)
    return row


def _performance(petition: Petition, row: Settlement, agreement: Agreement, at: datetime) -> Execution:
    day, performed = civil_day(at), agreement.performed.strip()
    return Execution(
        petition=petition,
        settlement=row,
        organ_id=petition.holder_id,
        due_on=day if performed else agreement.execute_by or day,
        status=Execution.Status.DONE if performed else Execution.Status.OPEN,
        evidence=performed,
        done_on=day if performed else None,
    )


def _paper(petition: Petition, row: Settlement, agreement: Agreement, actor: Actor) -> dict[str, object]:
    until = (
        _("最迟%(day)s履行完毕") % {"day": day_words(agreement.execute_by)} if agreement.execute_by else ""
    )
    performed = agreement.performed.strip()
    return {
        **common(petition, petition.holder, actor),
        "parties": [{"name": petition.petitioner_name}, {"name": row.other_party}],
        "facts": agreement.facts.strip(),
        "terms": agreement.terms.strip(),
        "performance": "；".join(each for each in (agreement.performance.strip(), until, performed) if each),
        "signed_on": day_words(agreement.signed_on) if agreement.signed_on else "",
        "mediator": row.mediator,
    }
