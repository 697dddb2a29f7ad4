"""Matters another system handled before (接收旧件), written in bulk: their own days, deadlines and results.

Articles: 信访工作条例 21(2), 22(1) (entered truthfully). What is done there stays done; what is open there is
open here, with its old deadline as the clock. Rows go out by COPY as plain values: making a model of each
would take longer than all the rest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import NOT_PROVIDED, Model

from minqing.kernel.clock.public import civil_day, new_id
from minqing.kernel.ledger.public import COPY_COLUMNS, Step, entries_for_copy
from minqing.kernel.people.public import Actor, Organ, remember_person
from minqing.kernel.search.public import row_for_copy
from minqing.petition.intake.codes import digest_of_tail, new_code, tail_for
from minqing.petition.matter.clocks import Start, counted
from minqing.petition.matter.events import PetitionTakenOver
from minqing.petition.matter.models import Note, Petition, RequestItem, RunningClock, TakenOver
from minqing.petition.matter.rules import OLD_DEADLINE, Annex, Channel, State, on_time

SEARCH_COLUMNS: Final = ("subject_id", "kind", "vector", "grams")
NAMELESS: Final = "匿名"
Row = Mapping[str, Any]


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
        asked = [each.source_ref for each in matters]
        known = set(Petition.objects.filter(source_ref__in=asked).values_list("source_ref", flat=True))
        new = {each.source_ref: each for each in matters if each.source_ref not in known}
        routing = counted(Petition(id=new_id()), Start("XFB_ROUTE", organ.id, civil_day(at)))
        writing = _Writing(actor, organ, at, routing)
        files = [_file(writing, each) for each in new.values()]
        _copy(Petition, [file.petition for file in files])
        _copy(TakenOver, [file.taken_over for file in files])
        _copy(RequestItem, [file.request for file in files])
        _copy(RunningClock, [file.clock for file in files if file.clock is not None])
        _copy(Note, [file.note for file in files if file.note is not None])
        entries = (row for file in files for row in _entries(writing, file))
        _copy_rows("ledger_entry", COPY_COLUMNS, entries)
        _copy_rows("search_searchentry", SEARCH_COLUMNS, (_found(file.petition) for file in files))
    return len(files)


@dataclass(frozen=True, slots=True)
class _Writing:
    """What is the same for all: who takes over, for whom, when, and the routing clock that begins then."""

    actor: Actor
    organ: Organ
    at: datetime
    routing: RunningClock


@dataclass(frozen=True, slots=True)
class _File:
    """The rows of one matter, by column."""

    petition: Row
    taken_over: Row
    request: Row
    clock: Row | None
    note: Row | None


def _file(writing: _Writing, old: OldMatter) -> _File:
    petition_id, code = new_id(), new_code()
    received, closed = civil_day(old.opened_at), civil_day(old.closed_at) if old.closed_at else None
    answered = closed if old.result else None
    clock = _clock(writing, old, petition_id, received, closed)
    running = clock if clock is not None and clock["stopped_on"] is None else None
    petition = {
        "id": petition_id,
        "query_code": code,
        "query_tail": digest_of_tail(code, tail_for(petition_id, old.telephone)),
        "source_ref": old.source_ref,
        "state": (State.CLOSED if closed else State.REGISTERED).value,
        "channel": Channel.HANDED_OVER.value,
        "anonymous": not old.name,
        "title": old.title,
        "body": old.body,
        "address": old.address,
        "petitioner_id": _person(old),
        "petitioner_name": old.name or NAMELESS,
        "received_by_id": writing.organ.id,
        "holder_id": writing.organ.id,
        "received_at": old.opened_at,
        "received_on": received,
        "registered_on": received,
        "answered_on": answered,
        "delivered_on": answered,
        "closed_on": closed,
        "due_on": running["due_on"] if running else None,
        "due_term": running["term"] if running else "",
        "due_provisional": running["provisional"] if running else False,
        "annexes": [Annex.TAKEN_OVER.value],
    }
    request = {"id": new_id(), "petition_id": petition_id, "seq": 1, "text": old.title}
    return _File(
        petition, _taken(writing, old, petition_id), request, clock, _result(writing, old, petition_id)
    )


def _taken(writing: _Writing, old: OldMatter, petition_id: UUID) -> Row:
    return {
        "id": new_id(),
        "petition_id": petition_id,
        "external_id": old.external_id,
        "opened_at": old.opened_at,
        "target_at": old.target_at,
        "closed_at": old.closed_at,
        "said_on_time": old.said_on_time,
        "on_time": on_time(target=old.target_at, closed=old.closed_at, now=writing.at),
        "kind": old.kind,
        "organ": old.organ,
    }


def _result(writing: _Writing, old: OldMatter, petition_id: UUID) -> Row | None:
    if not old.result:
        return None
    return {
        "id": new_id(),
        "petition_id": petition_id,
        "author_id": writing.actor.account_id,
        "at": old.closed_at or writing.at,
        "text": f"原系统办理结果：{old.result}",
        "shown_to_petitioner": True,
    }


def _person(old: OldMatter) -> UUID | None:
    """Return who brought it; nobody is made of a name alone, since the same name is not the same person."""
    return remember_person(name=old.name, telephone=old.telephone).id if old.telephone else None


def _clock(
    writing: _Writing, old: OldMatter, petition_id: UUID, received: date, closed: date | None
) -> Row | None:
    """Return the old deadline as a clock; without one, for an open matter, the routing clock."""
    if old.target_at is None and closed is not None:
        return None
    due = civil_day(old.target_at) if old.target_at is not None else None
    routing = writing.routing
    return {
        "id": new_id(),
        "petition_id": petition_id,
        "term": OLD_DEADLINE if due else routing.term,
        "profile": routing.profile,
        "organ_id": writing.organ.id,
        "started_on": received if due else routing.started_on,
        "due_on": due or routing.due_on,
        "target_on": due or routing.target_on,
        "provisional": False if due else routing.provisional,
        "stopped_on": closed,
    }


def _entries(writing: _Writing, file: _File) -> Iterable[tuple[Any, ...]]:
    petition, clock, actor = file.petition, file.clock, writing.actor
    post = actor.posts[0] if actor.posts else None
    payload: dict[str, Any] = {
        "external_id": file.taken_over["external_id"],
        "received_on": petition["received_on"].isoformat(),
        "due_on": clock["due_on"].isoformat() if clock else None,
        "closed_on": petition["closed_on"].isoformat() if petition["closed_on"] else None,
        "on_time": file.taken_over["on_time"],
    }
    step = Step(
        at=writing.at,
        name=PetitionTakenOver.name,
        payload=payload,
        account_id=actor.account_id,
        post_title=post.title if post else "",
        organ_id=post.organ_id if post else None,
    )
    return entries_for_copy(petition["id"], [step])


def _found(petition: Row) -> tuple[Any, ...]:
    names = [each for each in (petition["petitioner_name"], petition["address"]) if each and each != NAMELESS]
    vector, grams = row_for_copy(f"{petition['title']}\n{petition['body']}", names, [])
    return (petition["id"], "petition", vector, grams)


@cache
def _blank(model: type[Model]) -> Row:
    """Return what a column holds when nothing is said of it; generated columns are left out."""
    blank: dict[str, Any] = {}
    for field in model._meta.concrete_fields:  # noqa: SLF001 - open API
        if not field.generated:
            default = field.default if field.default is not NOT_PROVIDED else None
            blank[str(field.column)] = default() if callable(default) else default
    return blank


def _copy(model: type[Model], rows: Sequence[Row]) -> None:
    blank = _blank(model)
    written = ((row.get(name, empty) for name, empty in blank.items()) for row in rows)
    _copy_rows(model._meta.db_table, list(blank), (list(each) for each in written))  # noqa: SLF001 - open API


def _copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
