"""What happens in handling: accept, assign, note, ask for material, guide elsewhere, reveal a contact.

Articles: 信访工作条例 23, 27, 28, 31, 34; 个人信息保护法 51.
"""

from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Article, Conflict, Incomplete
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty, OrganKind, reveal_field
from minqing.kernel.rows.public import insert
from minqing.petition.handling import rules
from minqing.petition.handling.accepting import DILIGENCE, check_handler, take_on
from minqing.petition.handling.co_handling.actions import refuse_while_owed
from minqing.petition.handling.events import HandlerAssigned, PetitionGuided
from minqing.petition.handling.models import Guidance
from minqing.petition.handling.notices import tell_assigned, tell_material_asked
from minqing.petition.intake.sealed_joining import plain_of_joiners
from minqing.petition.matter.aside import refuse_interested
from minqing.petition.matter.clocks import DUE_FIELDS, turn_clocks
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.events import ContactRevealed
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Note, Petition
from minqing.petition.matter.notebook import write_note
from minqing.petition.matter.papers import common
from minqing.petition.matter.rules import (
    FINISHED,
    Annex,
    Channel,
    Move,
    Procedure,
    State,
    Track,
)
from minqing.petition.matter.sealing import person_of, true_name
from minqing.petition.matter.steps import (
    check_version,
    drop_annex,
    open_for_move,
    purpose_of,
    refuse_if,
    save_step,
)
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _

PERSONAL = Article("中华人民共和国个人信息保护法", "51")


def accept_petition(
    *,
    actor: Actor,
    petition_id: UUID,
    handler_id: UUID | None = None,
    at: datetime,
    version: int | None = None,
) -> Petition:
    """受理: the organ takes the matter on, the petitioner is told in writing, the handling clock starts.

    Registrars, handlers and leaders of the holding organ; a handler who accepts becomes the one responsible.
    34: sixty days for the petition procedure (31[6]); for the rest a practice default, marked as one. The
    short track, if only proposed, is not taken. Records ``petition.accepted`` and the acceptance notice.
    Refused: not classified, belongs to another procedure, the petition office itself, or a handler of another
    organ.
    """
    with whole():
        petition, found = open_for_move(
            actor, petition_id, Doing.ACCEPT, Move.ACCEPT, version=version, joins=("petitioner",)
        )
        if petition.track == Track.SIMPLE:
            petition.track = Track.ORDINARY.value
        return take_on(petition, found, actor, handler_id, at)


def assign_handler(
    *, actor: Actor, petition_id: UUID, account_id: UUID, at: datetime, version: int | None = None
) -> Petition:
    """指定承办人: somebody of the handling organ becomes responsible; they are told.

    Registrars and leaders of the organ, or the present handler handing over. Records ``petition.assigned``.
    Refused before acceptance, after closing, or when the account holds no handler's post there or must stand
    aside (28(3)).
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.ASSIGN, lock=True)
        check_version(petition, version)
        if State(petition.state) not in {State.HANDLING, State.APPROVING, State.ANSWERED, State.DELIVERED}:
            raise Conflict("受理之后、办结之前才能指定承办人。", DILIGENCE)
        check_handler(account_id, petition.holder_id, civil_day(at))
        refuse_interested(petition, account_id)
        before = petition.handler_id
        if before == account_id:
            return petition
        petition.handler_id = account_id
        save_step(petition, None, ("handler",))
        record(actor=actor, chain=petition.id, event=HandlerAssigned(before=before, after=account_id), at=at)
        tell_assigned(petition, actor)
    return petition


def add_note(
    *,
    actor: Actor,
    petition_id: UUID,
    text: str,
    shown_to_petitioner: bool = False,
    file_ids: tuple[UUID, ...] = (),
    at: datetime,
) -> Note:
    """办理记录: what was done or found, internal unless shown to the petitioner.

    Records ``petition.note_added``.

    Refused when empty, or on a finished matter.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.NOTE, lock=True)
        _check_open(petition)
        if not text.strip():
            raise Incomplete("请写下记录的内容。", DILIGENCE)
        return write_note(
            actor,
            petition,
            kind=Note.Kind.NOTE,
            text=text,
            shown=shown_to_petitioner,
            file_ids=file_ids,
            at=at,
        )


def ask_for_material(*, actor: Actor, petition_id: UUID, text: str, at: datetime) -> Note:
    """请信访人补充材料: shown on the petitioner's page, announced by message. No clock stops for it.

    The Regulation knows no pause for missing material. Records ``petition.note_added``. Refused when empty.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.NOTE, lock=True, joins=("petitioner",))
        _check_open(petition)
        if not text.strip():
            raise Incomplete("请写明需要补充什么材料。", DILIGENCE)
        note = write_note(actor, petition, kind=Note.Kind.MATERIAL_ASKED, text=text, shown=True, at=at)
        tell_material_asked(petition)
    return note


def _check_open(petition: Petition) -> None:
    if State(petition.state) in FINISHED:
        raise Conflict("这件信访事项已经办结或者撤回。", DILIGENCE)


def guide_petition(
    *,
    actor: Actor,
    petition_id: UUID,
    procedure: Procedure | str,
    procedure_name: str,
    organ_name: str,
    how: str,
    time_limit: str,
    at: datetime,
    version: int | None = None,
) -> Guidance:
    """程序导入: the petitioner is told in writing which procedure it belongs to, where, how and until when.

    Registrars and handlers of the holding organ, for a claim under 31[1]-[5]. The matter is answered; its
    clock runs until the notice is delivered. A handler who guides it is its handler from then on where it has
    none (28(1)), and so serves and closes it. Records ``petition.guided`` and the notice. Refused for 31[6],
    for proposals and accusations, and while anything the notice needs is missing.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.GUIDE, Move.GUIDE, version=version)
        draft = rules.GuidanceDraft(Procedure(procedure), procedure_name, organ_name, how, time_limit)
        refuse_if(rules.guidance_refusal(purpose_of(petition), draft))
        refuse_while_owed(petition)
        day, organ = civil_day(at), petition.holder
        petition.procedure = draft.procedure.value
        petition.handling = organ
        petition.answered_on = day
        turn_clocks(petition, on=day, stop=EFFECTS[Act.GUIDE].stops)
        if petition.handler_id is None and actor.holds(Duty.HANDLER, organ.id):
            petition.handler_id = actor.account_id
        fields = ("procedure", "handling", "handler", "answered_on", *drop_annex(petition, Annex.OBJECTION))
        save_step(petition, found, (*fields, *DUE_FIELDS))
        document_id = _guidance_paper(petition, draft, actor, day)
        guidance = Guidance(
            petition=petition,
            procedure=draft.procedure.value,
            procedure_name=procedure_name.strip(),
            organ_name=organ_name.strip(),
            how=how.strip(),
            time_limit=time_limit.strip(),
            document_id=document_id,
            guided_on=day,
        )
        insert(guidance)
        guided = PetitionGuided(
            guidance_id=guidance.id,
            procedure=guidance.procedure,
            document_id=document_id,
            row=rules.row_of_guidance(
                draft.procedure,
                by_office=organ.kind == OrganKind.PETITION_OFFICE,
                in_person=petition.channel == Channel.VISIT,
            ),
        )
        record(actor=actor, chain=petition.id, event=guided, at=at)
    return guidance


def _guidance_paper(petition: Petition, draft: rules.GuidanceDraft, actor: Actor, day: date) -> UUID:
    """Issue the notice that names procedure, organ, how to begin and until when; return its id."""
    organ, basis = petition.holder, rules.ELSEWHERE.get(draft.procedure, rules.STATUTORY)
    return issue_document(
        actor=actor,
        kind=DocumentKind.PROCEDURE_NOTICE,
        subject_id=petition.id,
        organ=organ,
        data={
            **common(petition, organ, actor),
            "ground": f"{basis.cite}：{rules.WAYS[draft.procedure]}",
            "procedure": draft.procedure_name.strip(),
            "competent_organ": draft.organ_name.strip(),
            "how_to_start": f"{draft.how.strip()}；{_('时限')}：{draft.time_limit.strip()}",
        },
        on=day,
    ).id


def reveal_contact(*, actor: Actor, petition_id: UUID, field: str, reason: str, at: datetime) -> str:
    """查看联系方式: one sealed field of the petitioner in plain text, for a reason that stays on the file.

    ``field`` is telephone, identity_number or address; of a sealed matter also the name, out of its
    compartment. Records ``petition.contact_revealed`` and an internal note with the reason. Refused
    without a reason, for an unknown field, or when there is nothing to show.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.REVEAL, joins=("petitioner",))
        if not reason.strip():
            raise Incomplete("请写明查看的理由，理由会留痕。", PERSONAL)
        labels = {"telephone": _("电话"), "identity_number": _("身份证号"), "address": _("住址")}
        if petition.sealed:
            labels["name"] = _("姓名")
        if field not in labels:
            raise Incomplete("没有这一项。", PERSONAL)
        value = _plain_field(petition, field)
        if not value:
            raise Incomplete("信访人没有留下这一项。", PERSONAL)
        note = write_note(
            actor,
            petition,
            kind=Note.Kind.NOTE,
            text=_("查看%(field)s，理由：%(reason)s") % {"field": labels[field], "reason": reason.strip()},
            shown=False,
            at=at,
            event=False,
        )
        record(actor=actor, chain=petition.id, event=ContactRevealed(field=field, note_id=note.id), at=at)
    return value


def _plain_field(petition: Petition, field: str) -> str:
    others = plain_of_joiners(petition, field)
    if field == "name":
        own = "" if petition.anonymous else true_name(petition)
    else:
        person = person_of(petition)
        own = reveal_field(person, field) if person else ""
    return "、".join(each for each in (own, *others) if each)
