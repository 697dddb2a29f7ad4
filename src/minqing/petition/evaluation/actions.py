"""What happens in evaluation: the petitioner rates office and organ apart, once, within the window.

Articles: 信访工作条例 21(2); 信访事项办理群众满意度评价工作办法 3, 4.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.files.public import StoredFile
from minqing.kernel.law.public import Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor
from minqing.petition.evaluation import rules
from minqing.petition.evaluation.events import PetitionEvaluated
from minqing.petition.evaluation.models import Evaluation
from minqing.petition.evaluation.rules import RatedBy
from minqing.petition.matter.clocks import DUE_FIELDS, turn_clocks
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import Attitude, Level, Move, Resolved
from minqing.petition.matter.steps import (
    account_of,
    open_for_move,
    procedure_of,
    purpose_of,
    refuse_if,
    save_step,
)
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

    Only the petitioner, from delivery until the window ends, once; a closed matter can still be rated. A
    reason is welcome and never asked for. Records ``petition.evaluated``. Refused: another person, a kind
    that is not rated, twice, too late.
    """
    said = _Said(Resolved(resolved), Attitude(office_attitude), Attitude(organ_attitude), reason.strip())
    with whole():
        return _rate(actor, petition_id, Doing.EVALUATE, said, at)


def take_evaluation(
    *,
    actor: Actor,
    petition_id: UUID,
    way: RatedBy | str,
    resolved: Resolved | str,
    office_attitude: Attitude | str,
    organ_attitude: Attitude | str,
    reason: str = "",
    file_ids: tuple[UUID, ...] = (),
    at: datetime,
    version: int | None = None,
) -> Evaluation:
    """代为登记评价: what the petitioner said by telephone, at the counter or on paper, word for word.

    A registrar of the office that received the matter, never its handler nor a post of the organ that handled
    it; the row says how it came and who took it, and the petitioner sees both. One on paper brings the paper.
    Records ``petition.evaluated``. Refused as ``record_evaluation``.
    """
    account_of(actor)
    del version  # The rating stands beside the path: a page opened earlier is no reason to refuse it.
    said = _Said(Resolved(resolved), Attitude(office_attitude), Attitude(organ_attitude), reason.strip())
    with whole():
        petition = petition_for(actor, petition_id, Doing.TAKE_EVALUATION, lock=True)
        others = petition.handling_id is not None and petition.handling_id != petition.received_by_id
        handles = petition.handler_id == actor.account_id or (
            others and petition.handling_id in actor.organ_ids()
        )
        refuse_if(rules.taking_refusal(RatedBy(way), handles=handles, paper=bool(file_ids)))
        paper = StoredFile.objects.filter(pk__in=file_ids).first() if file_ids else None
        if file_ids and paper is None:
            raise Incomplete("评价原件没有上传成功，请重新上传。", rules.EVALUATES)
        return _rate(actor, petition_id, Doing.TAKE_EVALUATION, said, at, way=RatedBy(way), paper=paper)


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said, with its reason in words."""

    resolved: Resolved
    office_attitude: Attitude
    organ_attitude: Attitude
    reason: str


def _rate(
    actor: Actor,
    petition_id: UUID,
    doing: Doing,
    said: _Said,
    at: datetime,
    *,
    way: RatedBy = RatedBy.ONLINE,
    paper: StoredFile | None = None,
) -> Evaluation:
    petition, found = open_for_move(actor, petition_id, doing, Move.EVALUATE)
    window = petition.clocks.filter(term=WINDOW).order_by("-id").first()
    refuse_if(
        rules.evaluation_refusal(
            purpose=purpose_of(petition),
            procedure=procedure_of(petition),
            window_ends=window.due_on if window else None,
            already=Evaluation.objects.filter(petition=petition).exists(),
            on=civil_day(at),
            level=Level(petition.level),
        )
    )
    evaluation = Evaluation.objects.create(
        petition=petition,
        resolved=said.resolved.value,
        office_attitude=said.office_attitude.value,
        organ_attitude=said.organ_attitude.value,
        reason=said.reason,
        at=at,
        way=way.value,
        taken_by_id=None if way is RatedBy.ONLINE else actor.account_id,
        paper=paper,
    )
    turn_clocks(petition, on=civil_day(at), stop=EFFECTS[Act.EVALUATE].stops)
    if petition.closed_on is not None:
        # A finished matter has no due day; what is carried out beyond it is followed by its own column.
        petition.due_on, petition.due_term, petition.due_provisional = None, "", False
    save_step(petition, found, DUE_FIELDS)
    record(
        actor=actor,
        chain=petition.id,
        event=PetitionEvaluated(
            evaluation_id=evaluation.id,
            resolved=evaluation.resolved,
            office_attitude=evaluation.office_attitude,
            organ_attitude=evaluation.organ_attitude,
            reason_digest=digest_of(said.reason),
            way=way.value,
        ),
        at=at,
    )
    return evaluation
