"""What happens at registration: a number, and a classification.

Articles: 信访工作条例 18(1) (how to query), 22(1), 23(1), 29-31.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.cache import cache

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document, next_number, number_text
from minqing.kernel.law.public import Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.notifications.public import withdraw_notices
from minqing.kernel.people.public import Actor, Organ, OrganKind
from minqing.kernel.places.public import Place
from minqing.kernel.rows.public import Prepared
from minqing.petition.intake.oral import issue_oral_record
from minqing.petition.intake.rules import TITLE_MAX
from minqing.petition.matter.gate import petition_for, visible_to
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Petition
from minqing.petition.matter.notices import tell_petitioner
from minqing.petition.matter.papers import common
from minqing.petition.matter.rules import Move, Procedure, Purpose, State
from minqing.petition.matter.steps import check_version, open_for_move, refuse_if, save_step
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _
from minqing.petition.registration import rules
from minqing.petition.registration.dictionary import content_classes
from minqing.petition.registration.events import PetitionClassified, PetitionRegistered
from minqing.petition.registration.sealing import AccusedPerson, seal_report, unseal_report

NAME_KEPT_SECONDS: Final = 600
_PLACE: Final = Prepared(lambda code: Place.objects.filter(pk=code), str)
_ORGAN: Final = Prepared(lambda key: Organ.objects.filter(pk=key), UUID)


def register_petition(
    *, actor: Actor, petition_id: UUID, at: datetime, title: str | None = None, version: int | None = None
) -> Petition:
    """登记: the matter gets its number (通信〔2026〕12号), the petitioner a receipt and a message.

    Registrars of the organ that holds it. A second registration of the same matter returns it unchanged, so a
    double click gives one number. Records ``petition.registered`` and the receipt. Refused out of order.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.REGISTER, lock=True, joins=("petitioner",))
        if petition.number and State(petition.state) is State.REGISTERED:
            return petition
        check_version(petition, version)
        petition, found = open_for_move(actor, petition_id, Doing.REGISTER, Move.REGISTER, loaded=petition)
        day = civil_day(at)
        organ = petition.received_by
        series = rules.number_series(
            petition_office=organ.kind == OrganKind.PETITION_OFFICE,
            place_name=_place_name(organ),
            organ_name=organ.short_name,
        )
        if title and title.strip():
            petition.title = title.strip()[:TITLE_MAX]
        petition.registered_on = day
        petition.number = number_text(series, day.year, next_number(f"petition/{series}", day.year))
        save_step(petition, found, ("number", "registered_on", "title"))
        record(
            actor=actor,
            chain=petition.id,
            event=PetitionRegistered(number=petition.number, registered_on=day),
            at=at,
        )
        issue_document(
            actor=actor,
            kind=DocumentKind.RECEIPT,
            subject_id=petition.id,
            organ=organ,
            data={
                **common(petition, organ, actor),
                "how_to_query": _(
                    "在本系统首页输入查询码和手机号后四位（或者凭证上的四位数字），可以查询办理情况。"
                ),
            },
            on=day,
        )
        issue_oral_record(actor, petition, at)
        tell_petitioner(
            petition,
            event_name="petition.registered",
            words=_("您的信访事项已登记，编号%(number)s，查询码%(code)s。")
            % {"number": petition.number, "code": petition.query_code},
        )
    return petition


def _place_name(organ: Organ) -> str:
    """Return the county's name for the number: of the organ's place, else of this installation's."""
    return _name_of(organ.place_id or "") or _name_of(settings.MINQING_PLACE)


def _name_of(code: str) -> str:
    """Return the name of a division, kept for ten minutes; "" when it is unknown, which is never kept."""
    key = f"petition.place-name.{code}"
    name = str(cache.get(key) or "") if code else ""
    if code and not name:
        place = _PLACE.first(code)
        name = place.name if place else ""
        if name:
            cache.set(key, name, NAME_KEPT_SECONDS)
    return name


def classify_petition(
    *,
    actor: Actor,
    petition_id: UUID,
    purpose: Purpose,
    procedure: Procedure | str = "",
    content_class: str = "",
    repeat_of: UUID | None = None,
    concerns_id: UUID | None = None,
    accused: Sequence[AccusedPerson] = (),
    title: str | None = None,
    at: datetime,
    version: int | None = None,
) -> Petition:
    """分类: purpose, procedure, content, whom it is about; an accusation is sealed from that moment on.

    Registrars of the holding organ or of one above, before it is referred. ``repeat_of`` is an earlier matter
    the actor can see. Records ``petition.classified``. Refused when the procedure does not fit the purpose,
    the content class is unknown, or the actor's own organ is the one accused (28(3), 30(3)).

    With an accusation the identity moves into the compartment and the ``accused`` are kept away, with the
    organs they head (``registration.sealing``); classified as something else again, it moves back.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.CLASSIFY, Move.CLASSIFY, version=version)
        wanted, chosen = Purpose(purpose), Procedure(procedure) if procedure else None
        concerns, earlier = _accused(concerns_id), _earlier(actor, repeat_of)
        _refuse_unfit(
            actor=actor,
            petition=petition,
            purpose=wanted,
            procedure=chosen,
            content_class=content_class,
            concerns=concerns,
            earlier=earlier,
        )
        petition.purpose = wanted.value
        petition.procedure = chosen.value if chosen else ""
        petition.content_class = content_class
        petition.repeat_of, petition.concerns = earlier, concerns
        if title and title.strip():
            petition.title = title.strip()[:TITLE_MAX]
        fields = ("purpose", "procedure", "content_class", "repeat_of", "concerns", "sealed", "title")
        save_step(petition, found, (*fields, *_sealed_or_not(petition, wanted, accused)))
        record(
            actor=actor,
            chain=petition.id,
            event=PetitionClassified(
                purpose=petition.purpose,
                procedure=petition.procedure,
                content_class=content_class,
                repeat_of=repeat_of,
                concerns=concerns_id,
                sealed=petition.sealed,
            ),
            at=at,
        )
        if petition.sealed:
            withdraw_notices(subject_id=petition.id, keep=(actor.account_id,) if actor.account_id else ())
    return petition


def _refuse_unfit(
    *,
    actor: Actor,
    petition: Petition,
    purpose: Purpose,
    procedure: Procedure | None,
    content_class: str,
    concerns: Organ | None,
    earlier: Petition | None,
) -> None:
    """Refuse a classification that does not fit the matter, the dictionary, or whoever classifies."""
    asked = rules.Classification(
        purpose=purpose,
        procedure=procedure,
        content_class=content_class,
        concerns_path=concerns.path if concerns else "",
        repeat_of_itself=earlier is not None and earlier.pk == petition.pk,
        repeat_of_sealed=earlier is not None and earlier.sealed,
    )
    own = [post.organ_path for post in actor.posts]
    refuse_if(rules.classification_refusal(asked, content_classes(), own))


def _sealed_or_not(petition: Petition, wanted: Purpose, accused: Sequence[AccusedPerson]) -> tuple[str, ...]:
    """Put the seal on, or take it off; returns the fields to save with the step. Plain matters: no query."""
    fields: tuple[str, ...] = ()
    if wanted is Purpose.ACCUSATION:
        fields = seal_report(petition, accused)
    elif petition.sealed:
        fields = unseal_report(petition)
    petition.sealed = wanted is Purpose.ACCUSATION  # last: no row is ever sealed with the person on it
    return fields


def _accused(concerns_id: UUID | None) -> Organ | None:
    if concerns_id is None:
        return None
    found = _ORGAN.first(concerns_id)
    if found is None:
        raise Incomplete("没有所填的被反映单位。", rules.REGISTERS)
    return found


def _earlier(actor: Actor, repeat_of: UUID | None) -> Petition | None:
    if repeat_of is None:
        return None
    found = visible_to(actor).filter(pk=repeat_of).first()
    if found is None:
        raise Incomplete("没有所填的前件，或者您无权查看。", rules.REGISTERS)
    return found
