"""What happens at intake: hand in, add material, withdraw.

Articles: 信访工作条例 17, 19(1), 22(1), 23(1)-(2).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day, new_id
from minqing.kernel.law.public import Article, Conflict, Incomplete, NotAllowed, NotCompetent
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, ActorKind, Duty, Organ, OrganKind, Person, remember_person
from minqing.kernel.places.public import Place
from minqing.kernel.rows.public import Prepared, fetch, insert
from minqing.kernel.search.public import index_subject
from minqing.petition.intake.arriving import record_beside, rows_beside
from minqing.petition.intake.codes import digest_of_tail, new_code, tail_for
from minqing.petition.intake.events import PetitionReceived, PetitionWithdrawn
from minqing.petition.intake.joining import refuse_while_others_ask
from minqing.petition.intake.queries import county_petition_office
from minqing.petition.intake.rules import Problem, Statement, check_statement, requests_of, title_of
from minqing.petition.matter.clocks import (
    DUE_FIELDS,
    Start,
    counted,
    profile_in_force,
    set_due,
    turn_clocks,
)
from minqing.petition.matter.effects.rules import EFFECTS, Act
from minqing.petition.matter.events import digest_of
from minqing.petition.matter.gate import petition_for
from minqing.petition.matter.grants import Doing
from minqing.petition.matter.models import Note, Petition, RequestItem
from minqing.petition.matter.notebook import attach, write_note
from minqing.petition.matter.notices import tell_staff
from minqing.petition.matter.requests import REQUESTS
from minqing.petition.matter.rules import FINISHED, REGULATION, Move, State
from minqing.petition.matter.steps import open_for_move, save_step
from minqing.petition.matter.together import keep, lay_beside, whole
from minqing.petition.matter.words import official as _

CONTENT = Article(REGULATION, "19(1)")
REGISTERS = Article(REGULATION, "22(1)")


class StatementIncomplete(Incomplete):
    """Something is missing in a statement; ``problems`` names each field."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("".join(problem.words for problem in problems), CONTENT)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class HandIn:
    """What the receipt shows: the matter, whether it is new, and the code and tail that open it."""

    petition: Petition
    created: bool
    query_code: str
    tail: str


def hand_in(*, actor: Actor, statement: Statement, at: datetime) -> HandIn:
    """提出: a matter comes in; its first clock starts from the day of receipt.

    By the petitioner, by staff of the receiving organ who write it down truthfully (19(1)), or by the system
    for an import. The same ``idempotency_key`` (or ``source_ref``) is the same matter: the second call
    returns the first one's, nothing is written twice. Records ``petition.received``; the words become
    searchable.

    Raises:
        StatementIncomplete: with every problem by field.
        Conflict: the key was used for a different statement.
        NotAllowed: staff of another organ; NotCompetent: no organ to receive it.
    """
    day = civil_day(at)
    problems = check_statement(statement, profile_in_force(day), day)
    if statement.place_code and not Place.objects.filter(pk=statement.place_code).exists():
        problems = (*problems, Problem("place_code", "没有这个行政区划代码，请重新选择地点。"))
    if problems:
        raise StatementIncomplete(problems)
    organ = _receiver(actor, statement)
    with whole():
        return _known(statement) or _received(actor, statement, organ, at, statement.received_on or day)


_RECEIVING = Prepared(lambda key: Organ.objects.filter(pk=key, active=True), UUID)


def _receiver(actor: Actor, statement: Statement) -> Organ:
    """Return the organ that receives: the one named, else the registrar's own, else the petition office."""
    own: frozenset[UUID] = frozenset()
    if actor.kind is ActorKind.STAFF:
        own = actor.organ_ids(Duty.REGISTRAR) | actor.organ_ids(Duty.COUNTER)
        if not own:
            raise NotAllowed("只有登记员和窗口接待员可以代为写下信访事项。")
    wanted = statement.organ_id or next(iter(sorted(own)), None)
    if wanted is not None and actor.kind is ActorKind.STAFF and wanted not in own:
        raise NotAllowed("只能登记到您任职的机关、单位。")
    organ = _RECEIVING.first(wanted) if wanted else county_petition_office()
    if organ is None:
        raise NotCompetent("没有可以接收的机关、单位。", REGISTERS)
    return organ


def _received(actor: Actor, statement: Statement, organ: Organ, at: datetime, received_on: date) -> HandIn:
    person = _petitioner(statement)
    petition_id, code = new_id(), new_code()
    tail = tail_for(petition_id, statement.telephone)
    requests = requests_of(statement)
    petition = Petition(
        id=petition_id,
        query_code=code,
        query_tail=digest_of_tail(code, tail),
        idempotency_key=statement.idempotency_key or None,
        source_ref=statement.source_ref or None,
        channel=statement.channel.value,
        anonymous=statement.anonymous,
        confidential=statement.confidential,
        electronic_delivery=statement.electronic_delivery,
        title=title_of(statement),
        body=statement.body.strip(),
        place_id=statement.place_code or None,
        address=statement.address.strip(),
        petitioner=person,
        petitioner_name=_("匿名") if statement.anonymous else statement.name.strip(),
        people_count=statement.people_count,
        received_by=organ,
        holder=organ,
        received_at=at,
        received_on=received_on,
    )
    clock = counted(petition, Start(first_term(organ, statement), organ.id, received_on))
    set_due(petition, [clock])
    asked = [RequestItem(petition=petition, seq=seq, text=text) for seq, text in enumerate(requests, start=1)]
    beside = rows_beside(actor, petition, statement, at)
    insert(petition, clock, *asked, *beside)
    lay_beside(keep(petition), REQUESTS, asked)
    attach(petition, statement.file_ids, at=at, by_petitioner=True)
    record(
        actor=actor,
        chain=petition.id,
        event=PetitionReceived(
            channel=petition.channel,
            received_on=received_on,
            received_by=organ.id,
            statement_digest=digest_of("\n".join((petition.title, petition.body, *requests))),
            anonymous=petition.anonymous,
            files=len(statement.file_ids),
        ),
        at=at,
    )
    record_beside(actor, petition, beside, at)
    index_subject(
        petition.id,
        "petition",
        "\n".join((petition.title, petition.body, *requests)),
        names=[each for each in (statement.name.strip(), petition.address) if each],
        numbers=[each for each in (statement.telephone, statement.identity_number) if each],
    )
    return HandIn(petition, created=True, query_code=code, tail=tail)


def first_term(organ: Organ, statement: Statement) -> str:
    """Return the term that runs from receipt.

    To route (22(1)), to notify (23(2)), or, without a name, a practice.
    """
    if organ.kind == OrganKind.PETITION_OFFICE:
        return "XFB_ROUTE"
    return "PRACTICE_ACCEPT" if statement.anonymous else "ORG_NOTIFY_DIRECT"


def _petitioner(statement: Statement) -> Person | None:
    """Return the person, known already by number or new.

    Nobody for an anonymous letter without a telephone.
    """
    if statement.anonymous and not statement.telephone.strip():
        return None
    return remember_person(
        name="" if statement.anonymous else statement.name,
        telephone=statement.telephone,
        identity_number="" if statement.anonymous else statement.identity_number,
        address="" if statement.anonymous else statement.home_address,
    )


_TURNS = "SELECT pg_advisory_xact_lock(hashtextextended(key, 7412)) FROM unnest(%s::text[]) AS key"
_BY_KEY = Prepared(
    lambda key: Petition.objects.select_related("received_by", "holder").filter(idempotency_key=key), str
)
_BY_SOURCE = Prepared(
    lambda ref: Petition.objects.select_related("received_by", "holder").filter(source_ref=ref), str
)


def _known(statement: Statement) -> HandIn | None:
    """Return what the same key or source made before, or None; refuses a key used for other words.

    Whoever comes second with a key waits here until the first has committed, and then finds its matter.
    """
    keys = [statement.idempotency_key and f"key {statement.idempotency_key}"]
    keys.append(statement.source_ref and f"source {statement.source_ref}")
    if not any(keys):
        return None
    fetch(_TURNS, [sorted(f"hand-in {key}" for key in keys if key)])
    found = None
    if statement.idempotency_key:
        found = _BY_KEY.first(statement.idempotency_key)
    if found is None and statement.source_ref:
        found = _BY_SOURCE.first(statement.source_ref)
    if found is None:
        return None
    same = found.body == statement.body.strip() and found.title == title_of(statement)
    if not same and not statement.source_ref:
        raise Conflict("这份表单已经提交过另外的内容，请重新打开表单再提交。", REGISTERS)
    return HandIn(
        found, created=False, query_code=found.query_code, tail=tail_for(found.id, statement.telephone)
    )


def add_material(
    *, actor: Actor, petition_id: UUID, text: str, file_ids: tuple[UUID, ...] = (), at: datetime
) -> Note:
    """补充材料: the petitioner (or staff for them) adds words or files to an open matter.

    The handler is told.

    Records ``petition.note_added``. Refused when the matter is closed or withdrawn, or nothing is added.
    """
    with whole():
        petition = petition_for(actor, petition_id, Doing.ADD_MATERIAL, lock=True)
        if State(petition.state) in FINISHED:
            raise Conflict("这件信访事项已经办结或者撤回，不能再补充材料；有新的情况请另行提出。", CONTENT)
        if not text.strip() and not file_ids:
            raise Incomplete("请写下补充的内容，或者添加附件。", CONTENT)
        note = write_note(
            actor,
            petition,
            kind=Note.Kind.MATERIAL_ADDED,
            text=text,
            shown=True,
            file_ids=file_ids,
            at=at,
        )
        save_step(petition, None)
        if petition.handler_id:
            tell_staff(
                petition,
                [petition.handler_id],
                event_name="petition.material_added",
                title=_("信访人补充了材料"),
                actor=actor,
            )
    return note


def withdraw_petition(
    *, actor: Actor, petition_id: UUID, reason: str, at: datetime, version: int | None = None
) -> Petition:
    """撤回: the petitioner takes the matter back before it is answered; every clock stops.

    The petitioner themself, or staff who record what the petitioner said, with the reason. Records
    ``petition.withdrawn``. Refused once answered (``UnlawfulMove``), without a reason, or while others who
    joined it still ask for the same.
    """
    with whole():
        petition, found = open_for_move(actor, petition_id, Doing.WITHDRAW, Move.WITHDRAW, version=version)
        if not reason.strip():
            raise Incomplete("请写明撤回的理由。", found.basis)
        refuse_while_others_ask(petition)
        before = petition.state
        day = civil_day(at)
        turn_clocks(petition, on=day, stop=EFFECTS[Act.WITHDRAW].stops)
        petition.closed_on = day
        save_step(petition, found, ("closed_on", *DUE_FIELDS))
        write_note(actor, petition, kind=Note.Kind.NOTE, text=reason, shown=True, at=at, event=False)
        record(
            actor=actor,
            chain=petition.id,
            event=PetitionWithdrawn(before=before, reason_digest=digest_of(reason)),
            at=at,
        )
        if petition.handler_id:
            tell_staff(
                petition,
                [petition.handler_id],
                event_name="petition.withdrawn",
                title=_("信访人已撤回"),
                actor=actor,
            )
    return petition
