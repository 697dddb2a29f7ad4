"""LEDGER writes: acts, readings, and what PostgreSQL refuses."""

import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from minqing.kernel.clock.public import new_id
from minqing.kernel.ledger import public as ledger
from minqing.kernel.ledger.rules import START
from minqing.kernel.people.public import SYSTEM, Actor, petitioner_actor
from tests.cast import make_cast

AT = datetime(2026, 11, 23, 9, 30, 0, 123456, tzinfo=UTC)


@dataclass(frozen=True)
class Noted(ledger.Event):
    name: ClassVar[str] = "matter.noted"
    organ_id: UUID
    due: date
    remark: str = "无"


@dataclass(frozen=True)
class Weighed(ledger.Event):
    name: ClassVar[str] = "matter.weighed"
    weight: float


def noted(number: int = 1) -> Noted:
    return Noted(organ_id=UUID(int=number), due=date(2026, 11, 30), remark="𠮷㛃")


@pytest.mark.django_db
def test_an_act_is_written_with_actor_post_and_organ_and_chained_to_the_one_before(
    django_assert_num_queries: Any,
) -> None:
    cast = make_cast()
    actor = cast.actor(cast.handler)
    chain = new_id()
    with django_assert_num_queries(1):
        first = ledger.record(actor=actor, chain=chain, event=noted(), at=AT)
    with django_assert_num_queries(1):
        second = ledger.record(actor=SYSTEM, chain=chain, event=noted(2), at=AT)
    stored = list(ledger.entries_of(chain))
    assert [e.pk for e in stored] == [first.pk, second.pk]
    assert [(e.seq, e.account_id, e.post_title, e.organ_id) for e in stored] == [
        (1, cast.handler.pk, "信访科科员", cast.housing.pk),
        (2, None, "", None),
    ]
    assert stored[0].payload == {"organ_id": str(UUID(int=1)), "due": "2026-11-30", "remark": "𠮷㛃"}
    assert stored[0].at == AT
    assert bytes(stored[0].previous) == START
    assert bytes(stored[1].previous) == bytes(stored[0].digest) == first.digest
    assert stored[1].line.hashed() == second.digest
    assert ledger.verify_chain(chain).ok


@pytest.mark.django_db
def test_an_event_that_has_no_single_spelling_or_no_name_is_refused_and_nothing_is_written() -> None:
    chain = new_id()
    with pytest.raises(ledger.UnfitPayload):
        ledger.record(actor=SYSTEM, chain=chain, event=Weighed(1.5), at=AT)
    with pytest.raises(ledger.UnfitPayload):
        ledger.record(actor=SYSTEM, chain=chain, event=noted(), at=AT.replace(tzinfo=None))
    with pytest.raises(ValueError, match="name"):
        ledger.record(actor=SYSTEM, chain=chain, event=ledger.Event(), at=AT)
    assert not ledger.entries_of(chain).exists()


@pytest.mark.django_db
def test_the_same_account_reading_the_same_within_ten_minutes_is_one_reading(
    django_assert_num_queries: Any,
) -> None:
    cast = make_cast()
    chain = new_id()
    handler, leader = cast.actor(cast.handler), cast.actor(cast.leader)

    def read(actor: Actor, minutes: float, what: str = "petition.file") -> ledger.Entry | None:
        return ledger.record_reading(actor=actor, chain=chain, what=what, at=AT + timedelta(minutes=minutes))

    with django_assert_num_queries(2):
        assert read(handler, 0) is not None
    with django_assert_num_queries(1):
        assert read(handler, 9.9) is None
    assert read(leader, 1) is not None
    assert read(handler, 2, "petition.identity") is not None
    assert read(handler, 10) is not None
    assert read(petitioner_actor(), 11) is not None
    assert read(petitioner_actor(), 12) is None
    assert [e.name for e in ledger.readings_of(chain)] == [
        "petition.file",
        "petition.file",
        "petition.identity",
        "petition.file",
        "petition.file",
    ]
    assert not ledger.entries_of(chain).exists()
    assert ledger.verify_chain(chain).entries == 5


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["ledger_entry", "ledger_seal"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET digest = ''", "DELETE FROM {}", "TRUNCATE {}"])
def test_postgresql_itself_refuses_to_change_delete_or_empty(table: str, verb: str) -> None:
    chain = new_id()
    ledger.record(actor=SYSTEM, chain=chain, event=noted(), at=AT)
    ledger.seal_day(date(2026, 11, 23))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table))
    assert ledger.entries_of(chain).count() == 1
    assert ledger.Seal.objects.count() == 1


@pytest.mark.django_db
def test_feeds_by_name_and_by_account_come_in_the_order_of_recording() -> None:
    cast = make_cast()
    actor = cast.actor(cast.handler)
    one = ledger.record(actor=actor, chain=new_id(), event=noted(1), at=AT)
    two = ledger.record(actor=SYSTEM, chain=new_id(), event=noted(2), at=AT)
    three = ledger.record(actor=actor, chain=new_id(), event=noted(3), at=AT)
    feed = ledger.events_after(one.pk, "matter.noted")
    assert [e.pk for e in feed] == [two.pk, three.pk]
    assert [e.pk for e in ledger.entries_by(cast.handler.pk)] == [three.pk, one.pk]
    assert not ledger.events_after(0, "matter.unknown").exists()


@pytest.mark.django_db(transaction=True)
def test_writers_on_the_same_chain_at_the_same_time_neither_fail_nor_fork_it() -> None:
    chain = new_id()
    faults: list[Exception] = []
    start = threading.Barrier(6)

    def work(number: int) -> None:
        try:
            start.wait()
            for turn in range(10):
                with transaction.atomic():
                    ledger.record(actor=SYSTEM, chain=chain, event=noted(number * 100 + turn), at=AT)
        except Exception as fault:  # noqa: BLE001 - handed to the assertion below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert list(ledger.entries_of(chain).values_list("seq", flat=True)) == list(range(1, 61))
    assert ledger.verify_chain(chain).ok


@pytest.mark.django_db(transaction=True)
def test_sealing_waits_for_a_writer_whose_entry_has_its_id_but_is_not_yet_committed() -> None:
    chain, other = new_id(), new_id()
    written, sealed = threading.Event(), threading.Event()
    seals: list[ledger.Seal] = []

    def write() -> None:
        with transaction.atomic():
            ledger.record(actor=SYSTEM, chain=chain, event=noted(), at=AT)
            written.set()
            assert not sealed.wait(0.3)
        connection.close()

    def seal() -> None:
        written.wait()
        seals.append(ledger.seal_day(date(2026, 11, 23)))
        sealed.set()
        connection.close()

    threads = [threading.Thread(target=work) for work in (write, seal)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (seals[0].heads, seals[0].upto) == (1, ledger.entries_of(chain).get().pk)
    ledger.record(actor=SYSTEM, chain=other, event=noted(), at=AT)
    assert ledger.seal_day(date(2026, 11, 24)).heads == 1
    assert ledger.verify_all().ok
