"""The organ that answered sends its file and its statement to the reviewing organ."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import update
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notebook import attach
from minqing.petition.matter.steps import save_step
from minqing.petition.matter.together import whole
from minqing.petition.review import rules
from minqing.petition.review.events import StatementGiven
from minqing.petition.review.models import ReviewRequest
from minqing.petition.review.notices import tell_statement
from minqing.petition.review.queries import requests_against, stands


def waiting_request(petition: Petition) -> ReviewRequest:
    """Return the request against this matter's opinion that is not decided yet; refuses without one."""
    open_ones = [each for each in requests_against(petition) if stands(each) and each.decided_on is None]
    if not open_ones:
        raise Conflict("没有正在办理的复查、复核申请。", rules.ASKS)
    return open_ones[-1]


def give_statement(
    *, actor: Actor, petition_id: UUID, text: str, file_ids: Sequence[UUID] = (), at: datetime
) -> ReviewRequest:
    """提交案卷和情况说明: what the organ says to the complaint; reviewers can read the file itself already.

    Whoever may send it outside (``send_outside``), on the matter complained of, until it is decided. Records
    ``petition.review_statement_given`` on both files; the reviewers are told. Refused when empty.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.RESPOND, lock=True)
        request = waiting_request(petition)
        if not text.strip():
            raise Incomplete("请写明原处理意见的事实、依据和对申请的情况说明。", rules.ASKS)
        day = civil_day(at)
        request.statement, request.statement_on = text.strip(), day
        request.statement_by_id = actor.account_id
        update(request, ["statement", "statement_on", "statement_by"])
        attach(request.matter or petition, tuple(file_ids), at=at, by_petitioner=False, shown=False)
        save_step(petition, None)
        event = StatementGiven(request_id=request.pk, text_digest=digest_of(text), files=len(file_ids))
        for each in (petition, request.matter):
            if each is not None:
                record(actor=actor, chain=each.pk, event=event, at=at)
        tell_statement(request, actor, day)
    return request
