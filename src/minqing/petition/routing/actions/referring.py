"""Refer to the competent organ.

Articles: 信访工作条例 22(1)-(2), 23(1), 23(2), 24(2), 30(3).
"""

from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.people.public import Actor, Organ
from minqing.kernel.rows.public import Prepared
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.rules import Mode, Move
from minqing.petition.matter.steps import open_for_move
from minqing.petition.matter.together import whole
from minqing.petition.routing.lettering import referral_facts
from minqing.petition.routing.models import Referral
from minqing.petition.routing.sending import competent_target, send_to

_ORGAN = Prepared(lambda key: Organ.objects.select_related("successor").filter(pk=key), UUID)


def refer_petition(
    *,
    actor: Actor,
    petition_id: UUID,
    organ_id: UUID,
    mode: Mode,
    requirement: str = "",
    report_by: date | None = None,
    at: datetime,
    version: int | None = None,
) -> Referral:
    """转送·交办: the competent organ holds the matter; its clocks to notify and to object start.

    Registrars of the holding organ or of one above. The routing clock stops. An assignment (交办) names its
    demands and the day of feedback, which becomes a clock. Another organ than the petition office refers to
    its subordinates only, and tells the petitioner in writing where it went (23(1)). Records
    ``petition.referred`` with the row of the table, and the letter; the registrars of the organ are told.
    Refused: not classified, no such organ, one that cannot decide or is complained of, a way the table does
    not know, a matter that bounced too often without a coordination meeting.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.REFER, Move.REFER, version=version)
        target = _ORGAN.first(organ_id)
        day = civil_day(at)
        facts = referral_facts(petition, target, Mode(mode), requirement, report_by, day)
        target = competent_target(petition, target, facts, day)
        return send_to(petition, target, facts, actor=actor, step=found, at=at)
