"""办一封信: the registrar's one screen, from a letter just received to the organ that must answer it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from minqing.kernel.people.public import Actor
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.rules import Mode, Procedure, Purpose, State
from minqing.petition.matter.together import together
from minqing.petition.registration.actions import classify_petition, register_petition
from minqing.petition.registration.sealing import AccusedPerson
from minqing.petition.routing.actions import refer_petition


@dataclass(frozen=True, slots=True)
class Sorting:
    """分类: what ``classify_petition`` is told."""

    title: str
    purpose: Purpose
    procedure: Procedure | str = ""
    content_class: str = ""
    repeat_of: UUID | None = None
    concerns_id: UUID | None = None
    accused: tuple[AccusedPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class Sending:
    """转送·交办: what ``refer_petition`` is told."""

    organ_id: UUID
    mode: Mode
    requirement: str = ""
    report_by: date | None = None


def work_letter(
    *, actor: Actor, petition_id: UUID, sorting: Sorting, sending: Sending | None = None, at: datetime
) -> Petition:
    """登记、分类、转送: all of it or nothing; a refusal of the last step undoes the first.

    Registers only what is not registered yet; without ``sending`` the matter stays with the registrar.
    Refuses what each of the three refuses.
    """
    with together():
        matter = petition_for(actor, petition_id, Doing.READ)
        if State(matter.state) is State.RECEIVED:
            register_petition(actor=actor, petition_id=petition_id, at=at)
        matter = classify_petition(
            actor=actor,
            petition_id=petition_id,
            title=sorting.title,
            purpose=sorting.purpose,
            procedure=sorting.procedure,
            content_class=sorting.content_class,
            repeat_of=sorting.repeat_of,
            concerns_id=sorting.concerns_id,
            accused=sorting.accused,
            at=at,
        )
        if sending is not None:
            refer_petition(
                actor=actor,
                petition_id=petition_id,
                organ_id=sending.organ_id,
                mode=sending.mode,
                requirement=sending.requirement,
                report_by=sending.report_by,
                at=at,
            )
    return matter
