"""What happens in handling: accept, assign, note, ask for material, guide elsewhere, reveal a contact.

Articles: 信访工作条例 23, 27, 28, 31, 34; 个人信息保护法 51.
"""

from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.documents.public import DocumentKind, issue_document
from minqing.kernel.law.public import Article, Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty, OrganKind, Post, reveal_field
from minqing.kernel.rows.public import insert
from minqing.petition.handling import rules
from minqing.petition.handling.events import HandlerAssigned, PetitionAccepted, PetitionGuided
from minqing.petition.handling.models import Guidance
from minqing.petition.handling.notices import tell_accepted, tell_assigned, tell_material_asked
from minqing.petition.matter.clocks import DUE_FIELDS, Start, turn_clocks
from minqing.petition.matter.events import ContactRevealed
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Note, Petition
from minqing.petition.matter.notebook import write_note
from minqing.petition.matter.papers import common, day_words
from minqing.petition.matter.rules import (
    FINISHED,
    REGULATION,
    Annex,
    Channel,
    Move,
    Procedure,
    State,
    Step,
    Track,
)
from minqing.petition.matter.steps import (
    check_version,
    drop_annex,
    open_for_move,
    procedure_of,
    purpose_of,
    refuse_if,
    save_step,
)
from minqing.petition.matter.together import whole
from minqing.petition.matter.words import official as _

PERSONAL = Article("中华人民共和国个人信息保护法", "51")
DILIGENCE = Article(REGULATION, "28(1)")
SIMPLE_HANDLE = "SIMPLE_HANDLE"
OBJECTING = ("ORG_OBJECT", "OBJECT_VERIFY")
ACCEPTING_STOPS = (
    "XFB_ROUTE",
    "ORG_NOTIFY_DIRECT",
    "PRACTICE_ACCEPT",
    "ORG_NOTIFY_TRANSFER",
    "SIMPLE_RELAY",
    "SIMPLE_ACCEPT",
    *OBJECTING,
)


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


def take_on(
    petition: Petition,
    found: Step,
    actor: Actor,
    handler_id: UUID | None,
    at: datetime,
    *,
    paper: bool = True,
) -> Petition:
    """Accept a matter opened for it, on the track it has; without ``paper`` the notice was told otherwise."""
    day, organ = civil_day(at), petition.holder
    procedure, simple = procedure_of(petition), petition.track == Track.SIMPLE
    competent = organ.kind != OrganKind.PETITION_OFFICE
    refuse_if(rules.acceptance_refusal(purpose_of(petition), procedure, competent=competent))
    if handler_id is not None and handler_id != actor.account_id:
        _check_handler(handler_id, organ.id, day)
    if handler_id is None and actor.holds(Duty.HANDLER, organ.id):
        handler_id = actor.account_id
    term = SIMPLE_HANDLE if simple else rules.handling_term(procedure)
    # A day of feedback set by an assignment goes on running beside the statutory sixty days.
    turn_clocks(petition, on=day, stop=ACCEPTING_STOPS, start=[Start(term, organ.id, day)])
    petition.handling = organ
    petition.handler_id = handler_id
    petition.accepted_on = day
    fields = ("handling", "handler", "accepted_on", "track", *drop_annex(petition, Annex.OBJECTION))
    save_step(petition, found, (*fields, *DUE_FIELDS))
    record(
        actor=actor,
        chain=petition.id,
        event=PetitionAccepted(
            organ=organ.id, handler=handler_id, accepted_on=day, term=term, due_on=petition.due_on
        ),
        at=at,
    )
    if paper:
        acceptance_paper(petition, actor, day)
    tell_accepted(petition)
    tell_assigned(petition, actor)
    return petition


def acceptance_paper(petition: Petition, actor: Actor, day: date) -> None:
    """Issue the acceptance notice (23)."""
    issue_document(
        actor=actor,
        kind=DocumentKind.ACCEPTANCE_NOTICE,
        subject_id=petition.id,
        organ=petition.holder,
        data=_notice(petition, actor, procedure_of(petition)),
        on=day,
    )


def _notice(petition: Petition, actor: Actor, procedure: Procedure | None) -> dict[str, object]:
    return {
        **common(petition, petition.holder, actor),
        "received_way": _received_way(petition),
        "procedure": rules.WAYS[procedure] if procedure else _("依照职责办理并回复"),
        "limit": _limit(procedure, petition),
    }


def _received_way(petition: Petition) -> str:
    if petition.referred_on is not None:
        return _("由%(organ)s转送、交办") % {"organ": petition.received_by.name}
    return _("信访人直接提出")


def _limit(procedure: Procedure | None, petition: Petition) -> str:
    day = day_words(petition.due_on) if petition.due_on else ""
    if petition.due_term == SIMPLE_HANDLE:
        return _("适用简易办理，自受理之日起10个工作日内答复，最迟%(day)s") % {"day": day}
    if procedure is Procedure.PETITION:
        return _("自受理之日起60日内办结，最迟%(day)s") % {"day": day}
    return _("预计%(day)s前答复（内部办理期限，不是法定期限）") % {"day": day}


def _check_handler(account_id: UUID, organ_id: UUID, day: date) -> None:
    """Refuse somebody who holds no handler's post in that organ on that day; one query."""
    held = Post.objects.on(day).filter(account_id=account_id, organ_id=organ_id, duty=Duty.HANDLER.value)
    if not held.filter(account__is_active=True).exists():
        raise NotAllowed("承办人应当是承办单位的在职承办人员。", DILIGENCE)


def assign_handler(
    *, actor: Actor, petition_id: UUID, account_id: UUID, at: datetime, version: int | None = None
) -> Petition:
    """指定承办人: somebody of the handling organ becomes responsible; they are told.

    Registrars and leaders of the organ, or the present handler handing over. Records ``petition.assigned``.
    Refused before acceptance, after closing, or when the account holds no handler's post there.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.ASSIGN, lock=True)
        check_version(petition, version)
        if State(petition.state) not in {State.HANDLING, State.APPROVING, State.ANSWERED, State.DELIVERED}:
            raise Conflict("受理之后、办结之前才能指定承办人。", DILIGENCE)
        _check_handler(account_id, petition.holder_id, civil_day(at))
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
    clock runs until the notice is delivered. Records ``petition.guided`` and the notice. Refused for 31[6],
    for proposals and accusations, and while anything the notice needs is missing.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.GUIDE, Move.GUIDE, version=version)
        draft = rules.GuidanceDraft(Procedure(procedure), procedure_name, organ_name, how, time_limit)
        refuse_if(rules.guidance_refusal(purpose_of(petition), draft))
        day, organ = civil_day(at), petition.holder
        basis = rules.ELSEWHERE.get(draft.procedure, rules.STATUTORY)
        petition.procedure = draft.procedure.value
        petition.handling = organ
        petition.answered_on = day
        turn_clocks(petition, on=day, stop=(*OBJECTING, "SIMPLE_RELAY", "SIMPLE_ACCEPT"))
        fields = ("procedure", "handling", "answered_on", *drop_annex(petition, Annex.OBJECTION))
        save_step(petition, found, (*fields, *DUE_FIELDS))
        document = issue_document(
            actor=actor,
            kind=DocumentKind.PROCEDURE_NOTICE,
            subject_id=petition.id,
            organ=organ,
            data={
                **common(petition, organ, actor),
                "ground": f"{basis.cite}：{rules.WAYS[draft.procedure]}",
                "procedure": procedure_name.strip(),
                "competent_organ": organ_name.strip(),
                "how_to_start": f"{how.strip()}；{_('时限')}：{time_limit.strip()}",
            },
            on=day,
        )
        guidance = Guidance(
            petition=petition,
            procedure=draft.procedure.value,
            procedure_name=procedure_name.strip(),
            organ_name=organ_name.strip(),
            how=how.strip(),
            time_limit=time_limit.strip(),
            document_id=document.id,
            guided_on=day,
        )
        insert(guidance)
        guided = PetitionGuided(
            guidance_id=guidance.id,
            procedure=guidance.procedure,
            document_id=document.id,
            row=rules.row_of_guidance(
                draft.procedure,
                by_office=organ.kind == OrganKind.PETITION_OFFICE,
                in_person=petition.channel == Channel.VISIT,
            ),
        )
        record(actor=actor, chain=petition.id, event=guided, at=at)
    return guidance


def reveal_contact(*, actor: Actor, petition_id: UUID, field: str, reason: str, at: datetime) -> str:
    """查看联系方式: one sealed field of the petitioner in plain text, for a reason that stays on the file.

    ``field`` is telephone, identity_number or address. Records ``petition.contact_revealed`` and an internal
    note with the reason. Refused without a reason, for an unknown field, or when there is nothing to show.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.REVEAL, joins=("petitioner",))
        if not reason.strip():
            raise Incomplete("请写明查看的理由，理由会留痕。", PERSONAL)
        labels = {"telephone": _("电话"), "identity_number": _("身份证号"), "address": _("住址")}
        if field not in labels:
            raise Incomplete("没有这一项。", PERSONAL)
        person = petition.petitioner
        value = reveal_field(person, field) if person else ""
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
