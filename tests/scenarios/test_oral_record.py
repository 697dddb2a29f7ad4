"""口头反映: what was said is read back, and becomes a paper that is printed from the registrar's page."""

from datetime import date

import pytest

from minqing.kernel.documents.public import Document, pdf_of
from minqing.petition.public import Channel, Petition, Statement
from minqing.petition.public import coming_in as coming
from minqing.petition.public.coming_in import Arrived, Confirmed
from tests.cast import Cast
from tests.desks.registrar.test_taking_down import said
from tests.desks.staff import at_desk, cast, today
from tests.factories.path import FIRST_DAY, on_day

__all__ = ["cast", "today"]
pytestmark = pytest.mark.django_db


def taken(cast: Cast, arrived: Arrived, channel: Channel = Channel.VISIT) -> Petition:
    statement = Statement(
        title="路灯坏了",
        body="门前的路灯坏了两个月，晚上摔过人。",
        requests=("修好路灯", "说明为什么没人修"),
        name="陈𠮷",
        telephone="13800005678",
        channel=channel,
        received_on=FIRST_DAY,
        arrived=arrived,
        idempotency_key="k" * 20,
    )
    with on_day(FIRST_DAY) as at:
        actor = cast.actor(cast.registrar, FIRST_DAY)
        return coming.take_down(actor=actor, statement=statement, at=at).petition


def records(matter: Petition) -> list[Document]:
    return list(Document.objects.filter(subject_id=matter.id, kind="statement_record"))


def test_words_read_back_at_the_counter_are_a_paper_at_once(cast: Cast) -> None:
    matter = taken(cast, Arrived(oral=True, confirmed=Confirmed.SIGNED))
    (paper,) = records(matter)
    assert paper.data["speaker"] == "陈𠮷"
    assert paper.data["exchanges"][0]["answer"] == "门前的路灯坏了两个月，晚上摔过人。"
    assert paper.data["exchanges"][1]["answer"] == "1. 修好路灯\n2. 说明为什么没人修"
    assert "已向本人宣读，本人确认与所说相符" in paper.data["read_over"]
    assert paper.data["matter_number"] == matter.number
    assert pdf_of(paper).startswith(b"%PDF")


def test_words_read_back_later_are_a_paper_then_and_only_once(cast: Cast) -> None:
    matter = taken(cast, Arrived(oral=True), Channel.CALL)
    assert records(matter) == []
    with on_day(date(2026, 9, 15)) as at:
        coming.confirm_words(
            actor=cast.actor(cast.registrar),
            petition_id=matter.id,
            confirmed=Confirmed.DECLINED,
            words="本人说要回去想一想",
            at=at,
        )
    (paper,) = records(matter)
    assert paper.data["time"] == "2026年9月15日"
    assert paper.data["read_over"].endswith("本人不愿确认。 本人说要回去想一想")


def test_what_came_in_writing_has_no_record_of_spoken_words(cast: Cast) -> None:
    matter = taken(cast, Arrived(label="LX2026-000001"), Channel.LETTER)
    assert records(matter) == []


def test_the_record_is_printed_from_the_registrars_page(cast: Cast, today: date) -> None:
    client = at_desk(cast.registrar)
    client.post("/desk/registrar/new/", said(oral="on", confirmed="fingerprint", then="work"))
    matter = Petition.objects.get()
    (paper,) = records(matter)
    address = f"/desk/matters/{matter.id}/papers/{paper.id}.pdf"
    for page in (f"/desk/registrar/{matter.id}/", f"/desk/matters/{matter.id}/"):
        shown = client.get(page).content.decode()
        assert "打印听取陈述笔录" in shown
        assert address in shown
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
