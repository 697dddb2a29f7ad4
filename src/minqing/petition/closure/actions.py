"""What happens at closure: the matter is closed against the checklist.

Articles: 信访工作条例 27, 32(1), 34.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from minqing.kernel.clock.public import civil_day
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.kernel.rows.public import Prepared, insert
from minqing.petition.closure import rules
from minqing.petition.closure.events import PetitionClosed
from minqing.petition.closure.models import Closure
from minqing.petition.handling.models import Guidance
from minqing.petition.handling.settlement.actions import settled
from minqing.petition.matter.clocks import DUE_FIELDS, turn_clocks
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition, RequestItem
from minqing.petition.matter.rules import DUTIES, Annex, Level, Move
from minqing.petition.matter.steps import open_for_move, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.reply.execution.actions import refuse_while_unexecuted
from minqing.petition.reply.models import Answer, Opinion


def close_petition(
    *,
    actor: Actor,
    petition_id: UUID,
    checklist: Mapping[str, str],
    summary: str = "",
    at: datetime,
    version: int | None = None,
) -> Closure:
    """办结: delivered, every request answered, the four "in place" checked off with their evidence.

    The handler or a registrar of the holding organ. ``checklist`` has every key of ``CHECKLIST``, each
    ``done：依据`` or ``not_applicable``. The organ's clocks stop; the petitioner's windows stay open. Records
    ``petition.closed``. Refused with every gap named.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.CLOSE, Move.CLOSE, version=version)
        refuse_if(
            rules.closure_refusal(
                rules.ClosureFacts(
                    delivered=petition.delivered_on is not None,
                    unanswered=unanswered(petition),
                    checklist=checklist,
                )
            )
        )
        refuse_while_unexecuted(petition)
        day = civil_day(at)
        closure = Closure(
            petition=petition,
            closed_by_id=actor.account_id,
            closed_on=day,
            checklist=dict(checklist),
            summary=summary.strip(),
        )
        insert(closure)
        if petition.due_term:
            turn_clocks(petition, on=day, stop=DUTIES)
        petition.closed_on = day
        save_step(petition, found, ("closed_on", *DUE_FIELDS))
        record(
            actor=actor,
            chain=petition.id,
            event=PetitionClosed(
                closure_id=closure.id,
                closed_on=day,
                marks=tuple(
                    f"{key}={(rules.read_mark(checklist[key])[0] or '')!s}" for key in sorted(checklist)
                ),
                checklist_digest=digest_of("\n".join(f"{k}={checklist[k]}" for k in sorted(checklist))),
            ),
            at=at,
        )
    return closure


def _unanswered(petition: UUID) -> QuerySet[RequestItem]:
    issued = Answer.objects.filter(
        opinion__petition=petition, opinion__status=Opinion.Status.ISSUED, outcome__gt=""
    ).values("request")
    return RequestItem.objects.filter(petition=petition).exclude(id__in=issued).order_by("seq")


_UNANSWERED = Prepared(_unanswered, UUID)


def unanswered(petition: Petition) -> tuple[int, ...]:
    """Return the numbers of the requests no issued opinion answers; () for a guided or settled matter.

    Two queries at most, none for a review: its opinion decides on the whole request (35, 36).
    """
    if petition.level != Level.FIRST or Annex.DECLINE.value in petition.annexes:
        return ()
    left = tuple(request.seq for request in _UNANSWERED.rows(petition.pk))
    if left and settled(petition) is not None:
        return ()
    return () if left and Guidance.objects.filter(petition=petition).exists() else left
