"""ROWS: writes of one act in one statement, reads put together once."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from minqing.kernel.clock.public import new_id
from minqing.kernel.ledger import public as ledger
from minqing.kernel.notifications.models import Notice
from minqing.kernel.people.models import Organ, Post
from minqing.kernel.people.public import SYSTEM
from minqing.kernel.rows.public import Prepared, fetch, gathered, insert, send, update, write
from tests.cast import Cast, make_cast

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Counted(ledger.Event):
    name: ClassVar[str] = "matter.counted"
    number: int


def notice(cast: Cast, title: str = "㛃") -> Notice:
    return Notice(account=cast.handler, event_name="rows.test", title=title)


def insert_and_fail(row: Notice) -> None:
    insert(row)
    raise LookupError


def titles() -> list[str]:
    return list(Notice.objects.order_by("id").values_list("title", flat=True))


def test_everything_written_in_a_block_goes_out_in_one_statement(django_assert_num_queries: Any) -> None:
    cast, chain = make_cast(), new_id()
    with django_assert_num_queries(1), gathered():
        insert(notice(cast, "一"), notice(cast, "二"))
        update(cast.housing, ["telephone"])
        entries = [
            ledger.record(actor=SYSTEM, chain=chain, event=Counted(number), at=AT) for number in range(3)
        ]
    assert titles() == ["一", "二"]
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.pk for entry in entries] == [entry.pk for entry in ledger.entries_of(chain)]
    assert entries[2].previous == entries[1].digest
    assert ledger.verify_chain(chain).ok


def test_a_row_is_written_once_as_it_is_at_the_end(django_assert_num_queries: Any) -> None:
    cast = make_cast()
    with django_assert_num_queries(1), gathered():
        row = notice(cast, "起初")
        insert(row)
        row.title = "最后"
        update(row, ["title"])
    assert titles() == ["最后"]


def test_a_row_read_twice_keeps_what_either_reader_changed() -> None:
    cast = make_cast()
    first, second = Organ.objects.get(pk=cast.housing.pk), Organ.objects.get(pk=cast.housing.pk)
    with gathered():
        first.telephone, second.address = "0827-1", "中大街1号"
        update(first, ["telephone"])
        update(second, ["address"])
    stored = Organ.objects.get(pk=cast.housing.pk)
    assert (stored.telephone, stored.address) == ("0827-1", "中大街1号")


def test_a_statement_of_ones_own_sees_what_was_written_to_its_table_and_is_seen_by_later_changes() -> None:
    cast = make_cast()
    row = notice(cast, "一")
    with gathered():
        insert(row)
        write("UPDATE notifications_notice SET title = title || '二'", [], "notifications_notice")
        insert(notice(cast, "新"))
        row.body = "三"
        update(row, ["body"])
    assert titles() == ["一二", "新"]
    assert Notice.objects.get(pk=row.pk).body == "三"


def test_whatever_may_see_a_write_lets_it_out_first_and_other_reads_let_it_wait(
    django_assert_num_queries: Any,
) -> None:
    cast = make_cast()
    posts = Prepared(lambda organ: Post.objects.filter(organ=organ), UUID)
    posts.rows(cast.housing.pk)
    with gathered():
        insert(notice(cast))
        with django_assert_num_queries(1):
            posts.rows(cast.housing.pk)
        with django_assert_num_queries(2):
            assert Notice.objects.count() == 1
        insert(notice(cast, "二"))
        assert fetch("SELECT count(*) FROM notifications_notice") == [(2,)]
        insert(notice(cast, "三"))
        send()
        with django_assert_num_queries(1):
            assert Notice.objects.count() == 3


def test_a_block_left_by_a_fault_writes_nothing_and_the_next_begins_empty() -> None:
    cast = make_cast()
    with pytest.raises(LookupError), gathered():
        insert_and_fail(notice(cast))
    with gathered():
        insert(notice(cast, "后来"))
    assert titles() == ["后来"]


def test_a_savepoint_undone_takes_its_writes_along_and_leaves_the_earlier_ones() -> None:
    cast = make_cast()
    with gathered():
        insert(notice(cast, "之前"))
        with pytest.raises(LookupError), transaction.atomic():
            insert_and_fail(notice(cast, "其中"))
        insert(notice(cast, "之后"))
    assert titles() == ["之前", "之后"]


def test_a_key_that_is_taken_is_told_when_the_block_ends() -> None:
    cast = make_cast()
    row = notice(cast)
    with pytest.raises(IntegrityError), transaction.atomic(), gathered():
        insert(row, notice(cast), Notice(id=row.id, account=cast.handler, event_name="x", title="x"))
    assert titles() == []


def test_a_prepared_read_gives_the_rows_of_its_queryset_with_what_is_joined() -> None:
    cast = make_cast()
    day = date(2026, 11, 23)

    def held(account: Any, on: Any) -> Any:
        return Post.objects.on(on).select_related("organ").filter(account=account).order_by("pk")

    read = Prepared(held, UUID, date)
    for account in (cast.handler, cast.leader):
        found = read.rows(account.pk, day)
        assert found == list(held(account.pk, day))
        with connection.execute_wrapper(_no_more):
            assert [post.organ.name for post in found] == [cast.housing.name]
    assert read.first(cast.handler.pk, date(1999, 1, 1)) is None


def _no_more(*_: Any) -> None:
    raise AssertionError("the organ came with its post")


def test_a_value_that_cannot_be_put_in_later_is_refused_at_the_first_run() -> None:
    read = Prepared(lambda _: Post.objects.all(), UUID)
    with pytest.raises(TypeError, match="cannot be put in"):
        read.rows(new_id())
