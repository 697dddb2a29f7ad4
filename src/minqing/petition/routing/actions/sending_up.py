"""密封上送: a report about one's own leaders or organ is sealed and sent to the organ with the power at once.

Step by step it could not be done: from the moment such a report is sealed, the registrar it came to is one
of those it is kept from.

Articles: 信访工作条例 22(2) (to the discipline inspection organ with the power), 28(3), 30(3), 46(5).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Incomplete, NotCompetent
from minqing.kernel.ledger.public import record
from minqing.kernel.notifications.public import withdraw_notices
from minqing.kernel.people.public import Actor, Organ
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Mode, Move, Purpose
from minqing.petition.matter.steps import open_for_move
from minqing.petition.matter.together import whole
from minqing.petition.registration.events import PetitionClassified
from minqing.petition.registration.sealing import AccusedPerson, seal_report
from minqing.petition.routing import rules
from minqing.petition.routing.inspection import competent_inspection
from minqing.petition.routing.lettering import referral_facts
from minqing.petition.routing.models import Referral
from minqing.petition.routing.sending import competent_target, send_to

_SEALED: Final = ("purpose", "procedure", "content_class", "repeat_of", "concerns", "sealed")


def seal_and_send_up(
    *,
    actor: Actor,
    petition_id: UUID,
    concerns_id: UUID,
    accused: Sequence[AccusedPerson] = (),
    organ_id: UUID | None = None,
    at: datetime,
    version: int | None = None,
) -> Referral:
    """密封并上送: classified as an accusation, sealed, and with the competent discipline inspection organ.

    Registrars of the organ that holds it, before it is referred. Which organ is told by the rows of
    cadre-management powers, from the organ and the persons complained of; ``organ_id`` chooses among several.
    Those complained of, and whoever serves at or beneath them, do not see it from then on: it may be the very
    registrar who sends it. Every notice of it is taken back. Records ``petition.classified`` and
    ``petition.referred``. Refused without the organ complained of, and while no competent
    organ is known here.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.CLASSIFY, Move.CLASSIFY, version=version)
        petition, found = open_for_move(actor, petition_id, Doing.REFER, Move.REFER, loaded=petition)
        day = civil_day(at)
        fields = _seal(petition, concerns_id, accused)
        target = _competent(petition, organ_id)
        facts = referral_facts(petition, target, Mode.TRANSFER, "", None, day)
        target = competent_target(petition, target, facts, day)
        record(actor=actor, chain=petition.id, event=_classified(petition), at=at)
        withdraw_notices(subject_id=petition.id)
        return send_to(petition, target, facts, actor=actor, step=found, fields=(*_SEALED, *fields), at=at)


def _seal(petition: Petition, concerns_id: UUID, accused: Sequence[AccusedPerson]) -> tuple[str, ...]:
    """Make an accusation of a matter and seal it; returns the fields of sealing to save with the step."""
    concerns = Organ.objects.filter(pk=concerns_id).first()
    if concerns is None:
        raise Incomplete("请写明被反映的单位；反映本级领导的，填他任职的机关。", rules.SECRECY)
    petition.purpose, petition.procedure, petition.content_class = Purpose.ACCUSATION.value, "", ""
    petition.repeat_of, petition.concerns = None, concerns
    fields = seal_report(petition, accused)
    petition.sealed = True  # last: no row is ever sealed with the person on it
    return fields


def _competent(petition: Petition, organ_id: UUID | None) -> Organ:
    """Return the discipline inspection organ with the power; the one chosen where there are several."""
    competence = competent_inspection(petition)
    if organ_id is not None:
        chosen = Organ.objects.filter(pk=organ_id).first()
        if chosen is None:
            raise Incomplete("没有这个机关、单位。", rules.ROUTES)
        return chosen
    if not competence.organs:
        raise NotCompetent(
            f"按照干部管理权限（{competence.row.about}），应当送有管理权限的纪检监察机关，本系统还没有登记这个机关。"
            "请先请系统管理员登记（只写名称，不要说明是哪一件事项），再密封上送；在此以前原件请单独封存保管。",
            competence.row.basis,
        )
    return competence.organs[0]


def _classified(petition: Petition) -> PetitionClassified:
    return PetitionClassified(
        purpose=petition.purpose,
        procedure="",
        content_class="",
        repeat_of=None,
        concerns=petition.concerns_id,
        sealed=True,
    )
