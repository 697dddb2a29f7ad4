"""Matters another system handled before (接收旧件), written in bulk: their own days, deadlines and results.

Articles: 信访工作条例 21(2), 22(1) (entered truthfully). What is done there stays done; what is open there is
open here, with its old deadline as the clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Model

from minqing.kernel.clock.public import civil_day, new_id
from minqing.kernel.ledger.public import COPY_COLUMNS, Step, entries_for_copy
from minqing.kernel.people.public import Actor, Organ, Person, remember_person
from minqing.kernel.search.public import row_for_copy
from minqing.petition.intake.codes import digest_of_tail, new_code, tail_for
from minqing.petition.matter.clocks import Start, counted, set_due
from minqing.petition.matter.events import PetitionTakenOver
from minqing.petition.matter.models import Note, Petition, RequestItem, RunningClock, TakenOver
from minqing.petition.matter.rules import OLD_DEADLINE, Annex, Channel, State, on_time

SEARCH_COLUMNS: Final = ("subject_id", "kind", "vector", "grams")


@dataclass(frozen=True, slots=True)
class OldMatter:
    """One matter as the other system had it; instants with a zone."""

    source_ref: str
    external_id: str
    title: str
    body: str
    name: str
    telephone: str
    opened_at: datetime
    target_at: datetime | None
    closed_at: datetime | None
    result: str
    said_on_time: bool | None
    kind: str
    organ: str
    address: str


def take_over(*, actor: Actor, organ: Organ, matters: Sequence[OldMatter], at: datetime) -> int:
    """Write the matters that are not here yet; return how many were new.

    Held by ``organ``. A closed one is closed, with what the other system answered as its result; an open one
    waits for routing, its old deadline (or, without one, the routing clock from today) as its clock. Each
    records ``petition.taken_over``. Eight statements however many matters there are.
    """
    with transaction.atomic():
        known = set(
            Petition.objects.filter(source_ref__in=[each.source_ref for each in matters]).values_list(
                "source_ref", flat=True
            )
        )
        new = {each.source_ref: each for each in matters if each.source_ref not in known}
        files = [_file(actor, organ, each, at) for each in new.values()]
        _copy(Petition, [file.petition for file in files])
        _copy(TakenOver, [file.taken_over for file in files])
        _copy(RequestItem, [file.request for file in files])
        _copy(RunningClock, [file.clock for file in files if file.clock is not None])
        _copy(Note, [file.note for file in files if file.note is not None])
        _copy_rows("ledger_entry", COPY_COLUMNS, (row for file in files for row in _entries(actor, file, at)))
        _copy_rows("search_searchentry", SEARCH_COLUMNS, (_found(file.petition) for file in files))
    return len(files)


@dataclass(frozen=True, slots=True)
class _File:
    petition: Petition
    taken_over: TakenOver
    request: RequestItem
    clock: RunningClock | None
    note: Note | None


def _file(actor: Actor, organ: Organ, old: OldMatter, at: datetime) -> _File:
    received, closed = civil_day(old.opened_at), civil_day(old.closed_at) if old.closed_at else None
    answered = closed if old.result else None
    petition_id, code = new_id(), new_code()
    petition = Petition(
        id=petition_id,
        query_code=code,
        query_tail=digest_of_tail(code, tail_for(petition_id, old.telephone)),
        source_ref=old.source_ref,
        state=(State.CLOSED if closed else State.REGISTERED).value,
        channel=Channel.HANDED_OVER.value,
        anonymous=not old.name,
        title=old.title,
        body=old.body,
        address=old.address,
        petitioner=_person(old),
        petitioner_name=old.name or "匿名",
        received_by=organ,
        holder=organ,
        received_at=old.opened_at,
        received_on=received,
        registered_on=received,
        answered_on=answered,
        delivered_on=answered,
        closed_on=closed,
        annexes=[Annex.TAKEN_OVER.value],
    )
    clock = _clock(petition, old, at)
    if clock is not None and clock.stopped_on is None:
        set_due(petition, [clock])
    note = None
    if old.result:
        note = Note(
            petition=petition,
            author_id=actor.account_id,
            at=old.closed_at or at,
            text=f"原系统办理结果：{old.result}",
            shown_to_petitioner=True,
        )
    taken = TakenOver(
        petition=petition,
        external_id=old.external_id,
        opened_at=old.opened_at,
        target_at=old.target_at,
        closed_at=old.closed_at,
        said_on_time=old.said_on_time,
        on_time=on_time(target=old.target_at, closed=old.closed_at, now=at),
        kind=old.kind,
        organ=old.organ,
    )
    return _File(petition, taken, RequestItem(petition=petition, seq=1, text=old.title), clock, note)


def _person(old: OldMatter) -> Person | None:
    """Return who brought it; nobody is made of a name alone, since the same name is not the same person."""
    return remember_person(name=old.name, telephone=old.telephone) if old.telephone else None


def _clock(petition: Petition, old: OldMatter, at: datetime) -> RunningClock | None:
    closed = civil_day(old.closed_at) if old.closed_at else None
    if old.target_at is not None:
        due = civil_day(old.target_at)
        start = Start(OLD_DEADLINE, petition.holder_id, petition.received_on, set_due=due)
    elif closed is None:
        start = Start("XFB_ROUTE", petition.holder_id, civil_day(at))
    else:
        return None
    clock = counted(petition, start)
    clock.stopped_on = closed
    return clock


def _entries(actor: Actor, file: _File, at: datetime) -> Iterable[tuple[Any, ...]]:
    petition, clock = file.petition, file.clock
    post = actor.posts[0] if actor.posts else None
    payload: dict[str, Any] = {
        "external_id": file.taken_over.external_id,
        "received_on": petition.received_on.isoformat(),
        "due_on": clock.due_on.isoformat() if clock else None,
        "closed_on": petition.closed_on.isoformat() if petition.closed_on else None,
        "on_time": file.taken_over.on_time,
    }
    step = Step(
        at=at,
        name=PetitionTakenOver.name,
        payload=payload,
        account_id=actor.account_id,
        post_title=post.title if post else "",
        organ_id=post.organ_id if post else None,
    )
    return entries_for_copy(petition.id, [step])


def _found(petition: Petition) -> tuple[Any, ...]:
    names = [each for each in (petition.petitioner_name, petition.address) if each and each != "匿名"]
    vector, grams = row_for_copy(f"{petition.title}\n{petition.body}", names, [])
    return (petition.id, "petition", vector, grams)


def _copy(model: type[Model], instances: Sequence[Model]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]  # noqa: SLF001 - open API
    rows = ([getattr(each, field.attname) for field in fields] for each in instances)
    _copy_rows(model._meta.db_table, [str(field.column) for field in fields], rows)  # noqa: SLF001 - open API


def _copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
