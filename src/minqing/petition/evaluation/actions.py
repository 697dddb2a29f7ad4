"""What happens in evaluation: the petitioner rates office and organ apart, once, within the window.

Articles: 信访工作条例 21(2).
"""

from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.petition.evaluation import rules
from minqing.petition.evaluation.events import PetitionEvaluated
from minqing.petition.evaluation.models import Evaluation
from minqing.petition.matter.clocks import DUE_FIELDS, turn_clocks
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import Attitude, Move, Resolved
from minqing.petition.matter.steps import open_for_move, procedure_of, purpose_of, refuse_if, save_step
from minqing.petition.matter.together import whole

WINDOW = "EVALUATION_WINDOW"


def record_evaluation(
    *,
    actor: Actor,
    petition_id: UUID,
    resolved: Resolved,
    office_attitude: Attitude,
    organ_attitude: Attitude,
    reason: str = "",
    at: datetime,
) -> Evaluation:
    """满意度评价: resolved or not, and the attitude of the petition office and of the organ, each by itself.

    Only the petitioner, from delivery until the window ends, once; a closed matter can still be rated.
    Records ``petition.evaluated``. Refused: another person, a kind that is not rated, twice, too late.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.EVALUATE, Move.EVALUATE)
        window = petition.clocks.filter(term=WINDOW).order_by("-id").first()
        refuse_if(
            rules.evaluation_refusal(
                purpose=purpose_of(petition),
                procedure=procedure_of(petition),
                window_ends=window.due_on if window else None,
                already=Evaluation.objects.filter(petition=petition).exists(),
                on=civil_day(at),
            )
        )
        evaluation = Evaluation.objects.create(
            petition=petition,
            resolved=Resolved(resolved).value,
            office_attitude=Attitude(office_attitude).value,
            organ_attitude=Attitude(organ_attitude).value,
            reason=reason.strip(),
            at=at,
        )
        turn_clocks(petition, on=civil_day(at), stop=(WINDOW,))
        save_step(petition, found, DUE_FIELDS)
        record(
            actor=actor,
            chain=petition.id,
            event=PetitionEvaluated(
                evaluation_id=evaluation.id,
                resolved=evaluation.resolved,
                office_attitude=evaluation.office_attitude,
                organ_attitude=evaluation.organ_attitude,
                reason_digest=digest_of(reason),
            ),
            at=at,
        )
    return evaluation
