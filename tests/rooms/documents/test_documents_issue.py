"""Papers are issued complete, numbered without gap or repeat, never changed, and delivered once."""

import datetime as dt
import io
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import ProgrammingError, connection, connections, transaction
from pytest_django import Settings

from minqing.kernel.clock.public import new_id
from minqing.kernel.documents import public as documents
from minqing.kernel.documents.models import NumberSeries
from minqing.kernel.documents.public import DeliveryWay, Document, DocumentKind, PaperHarmed
from minqing.kernel.files import public as files
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger import public as ledger
from minqing.kernel.people.public import SYSTEM, Organ, OrganKind, register_organ
from tests.rooms.documents.papers import DATA

ON = dt.date(2026, 5, 6)


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings: Settings) -> Path:
    """Give the test a storage of its own."""
    local = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": local}
    return tmp_path


@pytest.fixture
def organ(db: None) -> Organ:
    return register_organ(
        code="zjj", name="通江县住房和城乡建设局", short_name="住建局", kind=OrganKind.DEPARTMENT
    )


def issue(
    organ: Organ, kind: DocumentKind = DocumentKind.HANDLING_OPINION, on: dt.date = ON, **more: Any
) -> Document:
    return documents.issue_document(
        actor=SYSTEM, kind=kind, subject_id=new_id(), organ=organ, data={**DATA[kind], **more}, on=on
    )


def test_an_issued_paper_is_numbered_frozen_and_recorded(organ: Organ) -> None:
    first, second = issue(organ), issue(organ)
    other = issue(organ, DocumentKind.DECLINE_NOTICE)
    next_year = issue(organ, on=dt.date(2027, 1, 4))
    assert [one.number for one in (first, second, other, next_year)] == [
        "住建局信访处〔2026〕1号",
        "住建局信访处〔2026〕2号",
        "住建局信访不受〔2026〕1号",
        "住建局信访处〔2027〕1号",
    ]
    assert first.title == "信访处理意见书"
    (entry,) = ledger.entries_of(first.subject_id)
    assert entry.name == "document.issued"
    assert first.digest in str(entry.payload)
    assert "李桂兰" not in str(entry.payload)


def test_an_incomplete_paper_is_refused_with_what_it_lacks_and_takes_no_number(organ: Organ) -> None:
    with pytest.raises(Incomplete) as refusal:
        issue(organ, review_organ="", facts=" ")
    assert refusal.value.reason == "信访处理意见书还不完整，缺少：查明的事实、复查机关。"
    assert refusal.value.basis is not None
    assert refusal.value.basis.cite == "《信访工作条例》第三十二条"
    assert not Document.objects.exists()
    assert not NumberSeries.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE documents_document SET number = '假'",
        "UPDATE documents_document SET data = '{}'",
        "DELETE FROM documents_document",
    ],
)
def test_the_database_itself_refuses_to_change_an_issued_paper(organ: Organ, change: str) -> None:
    document = issue(organ)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Document.objects.get(id=document.id).number == document.number


def test_a_paper_is_rendered_once_and_any_change_of_the_file_is_noticed(organ: Organ, root: Path) -> None:
    document = issue(organ)
    made = documents.pdf_of(document)
    assert made.startswith(b"%PDF")
    assert documents.pdf_of(document.id) == made
    assert documents.Rendering.objects.count() == 1
    file = documents.rendered_file(document)
    assert file.name == "住建局信访处〔2026〕1号.pdf"
    (root / file.path).write_bytes(made.replace(b"%PDF-1", b"%PDF-2"))
    with pytest.raises(PaperHarmed):
        documents.pdf_of(document)
    (root / file.path).unlink()
    with pytest.raises(PaperHarmed):
        documents.pdf_of(document)


def test_two_readers_at_once_get_one_and_the_same_paper(transactional_db: None) -> None:
    zjj = register_organ(code="zjj", name="通江县住房和城乡建设局", kind=OrganKind.DEPARTMENT)
    document = issue(zjj)
    together = threading.Barrier(4)

    def read(_: int) -> bytes:
        together.wait()
        try:
            return documents.pdf_of(document.id)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(read, range(4)))
    assert len(made) == 1
    assert documents.Rendering.objects.count() == 1
    assert files.StoredFile.objects.count() == 1


def test_numbers_need_a_transaction(transactional_db: None) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        documents.next_number("孤立", 2026)


def test_sixteen_hands_and_many_rollbacks_leave_no_gap_and_no_repeat(transactional_db: None) -> None:
    given: list[int] = []
    guard = threading.Lock()

    def take(turn: int) -> None:
        try:
            with transaction.atomic():
                number = documents.next_number("并发", 2026)
                if turn % 3 == 0:
                    raise InterruptedError  # noqa: TRY301 - the fault is the story
            with guard:
                given.append(number)
        except InterruptedError:
            pass
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(take, range(160)))
    assert sorted(given) == list(range(1, len(given) + 1))
    assert len(given) == 160 - 54


@time_machine.travel("2026-05-08 10:00+08:00", tick=False)
def test_a_delivery_is_recorded_once_with_its_day_and_its_receipt(organ: Organ) -> None:
    document = issue(organ)
    assert documents.delivery_of(document) is None
    delivery = documents.deliver_document(
        actor=SYSTEM,
        document_id=document.id,
        way=DeliveryWay.HOUSEHOLD,
        recipient_name="李桂兰",
        acted_on=dt.date(2026, 5, 7),
        place="雁鸣湖镇建设街12号",
        servers=("王建国", "张明"),
        relation="配偶",
        signed_by="赵大山",
    )
    assert delivery.delivered_on == dt.date(2026, 5, 7)
    assert delivery.details["servers"] == ["王建国", "张明"]
    assert documents.delivery_of(document) == delivery
    assert [entry.name for entry in ledger.entries_of(document.subject_id)] == [
        "document.issued",
        "document.delivered",
    ]
    with pytest.raises(Conflict):
        documents.deliver_document(
            actor=SYSTEM,
            document_id=document.id,
            way=DeliveryWay.IN_PERSON,
            recipient_name="李桂兰",
            acted_on=dt.date(2026, 5, 8),
        )
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_delivery SET delivered_on = '2026-05-01'")


@time_machine.travel("2026-05-08 10:00+08:00", tick=False)
def test_an_announcement_counts_after_thirty_days_and_keeps_its_picture(organ: Organ) -> None:
    document = issue(organ)
    picture = files.take_in(io.BytesIO(b"%PDF-1.7 announcement"), "公告.pdf")
    delivery = documents.deliver_document(
        actor=SYSTEM,
        document_id=document.id,
        way=DeliveryWay.ANNOUNCEMENT,
        recipient_name="李桂兰",
        acted_on=dt.date(2026, 5, 8),
        attachment=picture,
    )
    assert delivery.delivered_on == dt.date(2026, 6, 8)  # the 7th is a Sunday: the term rolls on
    assert delivery.attachment == picture


@time_machine.travel("2026-05-08 10:00+08:00", tick=False)
@pytest.mark.parametrize(
    ("way", "day", "refusal", "article"),
    [
        (DeliveryWay.ELECTRONIC, 7, NotAllowed, "《民事诉讼法》第九十条"),
        (DeliveryWay.REFUSED, 7, Incomplete, "《民事诉讼法》第八十九条"),
        (DeliveryWay.IN_PERSON, 9, Incomplete, "《民事诉讼法》第八十七条"),
        (DeliveryWay.IN_PERSON, 5, Incomplete, "《民事诉讼法》第八十七条"),
    ],
)
def test_a_delivery_that_cannot_count_is_refused_and_nothing_is_written(
    organ: Organ, way: DeliveryWay, day: int, refusal: type[Exception], article: str
) -> None:
    document = issue(organ)
    with pytest.raises(refusal, match=article):
        documents.deliver_document(
            actor=SYSTEM,
            document_id=document.id,
            way=way,
            recipient_name="李桂兰",
            acted_on=dt.date(2026, 5, day),
        )
    assert documents.delivery_of(document) is None
    assert [entry.name for entry in ledger.entries_of(document.subject_id)] == ["document.issued"]


def test_papers_of_a_matter_are_read_with_one_query(organ: Organ, django_assert_num_queries: Any) -> None:
    document = issue(organ)
    with django_assert_num_queries(1):
        (found,) = documents.documents_of(document.subject_id)
        assert found.organ.name == "通江县住房和城乡建设局"
