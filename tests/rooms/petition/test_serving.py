"""Serving papers: every way with its condition, tries that failed, corrections, consent, a copy on paper."""

import io
from datetime import date
from typing import Any

import pytest

from minqing.kernel.documents.public import (
    Delivery,
    DeliveryAttempt,
    DeliveryWay,
    Document,
    Outcome,
    code_of,
)
from minqing.kernel.files import public as files
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Refused
from minqing.kernel.ledger.public import entries_of
from minqing.petition import public as petitions
from minqing.petition.matter.models import ClockChange
from minqing.petition.public import Annex, papers
from tests.cast import make_cast
from tests.factories.path import Walk, at_noon, on_day

pytestmark = pytest.mark.django_db
ACCEPTED = date(2026, 9, 16)
SERVED = date(2026, 9, 18)


@pytest.fixture
def walk() -> Walk:
    """A claim accepted by the housing bureau, whose acceptance notice waits to be served."""
    return Walk(make_cast()).hand_in().register().classify().refer(date(2026, 9, 15)).accept(ACCEPTED)


def notice(walk: Walk) -> Document:
    return Document.objects.get(subject_id=walk.id, kind="acceptance_notice")


def picture() -> Any:
    return files.take_in(io.BytesIO(b"%PDF-1.7 picture of the receipt"), "回证.pdf").id


def serve(walk: Walk, way: DeliveryWay, on: date = SERVED, **facts: Any) -> Delivery:
    with on_day(on) as at:
        return papers.serve_paper(
            actor=walk.actor(walk.cast.handler, on),
            petition_id=walk.id,
            document_id=notice(walk).id,
            way=way,
            recipient=facts.pop("recipient", "李桂兰"),
            delivered_on=facts.pop("delivered_on", on),
            at=at,
            **facts,
        )


@pytest.mark.parametrize(
    ("way", "facts"),
    [
        (DeliveryWay.IN_PERSON, {}),
        (DeliveryWay.POST, {"details": "1234567890123"}),
        (DeliveryWay.HOUSEHOLD, {"details": "配偶，同住"}),
        (DeliveryWay.REFUSED, {"details": "认为不该受理，拒绝签收", "witnesses": "赵六，孙梅"}),
    ],
)
def test_a_notice_is_served_in_each_way_that_meets_its_condition(
    walk: Walk, way: DeliveryWay, facts: dict[str, str]
) -> None:
    before = walk.matter.state
    delivery = serve(walk, way, place="雁鸣湖镇建设街12号", servers="王建国、周洁", **facts)
    assert (delivery.delivered_on, delivery.way) == (SERVED, way.value)
    assert delivery.details["servers"] == ["王建国", "周洁"]
    assert walk.matter.state == before
    assert Annex.SERVICE.value in walk.matter.annexes
    assert entries_of(walk.id).filter(name="petition.paper_served").count() == 1
    with pytest.raises(Conflict):
        serve(walk, DeliveryWay.IN_PERSON)


@pytest.mark.parametrize(
    ("way", "word", "number"),
    [
        (DeliveryWay.POST, "邮件号码", "91"),
        (DeliveryWay.HOUSEHOLD, "关系", "88"),
        (DeliveryWay.REFUSED, "拒收事由", "89"),
        (DeliveryWay.ELECTRONIC, "同意", "90"),
        (DeliveryWay.ANNOUNCEMENT, "下落不明", "95"),
    ],
)
def test_a_way_without_its_condition_is_refused_and_nothing_is_written(
    walk: Walk, way: DeliveryWay, word: str, number: str
) -> None:
    before = entries_of(walk.id).count()
    with pytest.raises(Refused) as refusal:
        serve(walk, way)
    assert word in refusal.value.reason
    assert refusal.value.basis is not None
    assert refusal.value.basis.number == number
    assert entries_of(walk.id).count() == before
    assert not Delivery.objects.exists()


def test_a_failed_try_leads_to_the_next_way_and_at_last_to_an_announcement(walk: Walk) -> None:
    with on_day(date(2026, 9, 17)) as at:
        papers.note_failed_service(
            actor=walk.actor(walk.cast.handler, date(2026, 9, 17)),
            petition_id=walk.id,
            document_id=notice(walk).id,
            way=DeliveryWay.POST,
            place="雁鸣湖镇建设街12号，邮件1234567890123",
            attempted_on=date(2026, 9, 17),
            outcome=Outcome.RETURNED,
            at=at,
        )
    line = papers.service_of(walk.matter).lines[0]
    assert DeliveryAttempt.objects.get().outcome == "returned"
    assert DeliveryWay.ANNOUNCEMENT in line.next_ways
    with pytest.raises(Incomplete):
        serve(walk, DeliveryWay.ANNOUNCEMENT)  # still without the picture of the announcement
    delivery = serve(walk, DeliveryWay.ANNOUNCEMENT, receipt_file_id=picture())
    # Thirty days from the 18th end on Sunday the 18th of October.
    assert (delivery.acted_on, delivery.delivered_on) == (SERVED, date(2026, 10, 19))


def test_electronic_delivery_follows_consent_which_may_be_withdrawn(walk: Walk) -> None:
    resident = petitions.petitioner_of(walk.matter)

    def say(*, agrees: bool, how: str = "在查询页面上") -> None:
        papers.set_delivery_consent(
            actor=resident, petition_id=walk.id, agrees=agrees, how=how, at=at_noon(SERVED)
        )

    with pytest.raises(Incomplete):
        say(agrees=True, how=" ")
    say(agrees=True)
    with pytest.raises(Conflict):
        say(agrees=True)
    assert serve(walk, DeliveryWay.ELECTRONIC, details="政务邮箱").way == "electronic"
    papers.ask_for_paper_copy(
        actor=resident, petition_id=walk.id, document_id=notice(walk).id, at=at_noon(SERVED)
    )
    say(agrees=False)
    assert walk.matter.electronic_delivery is False
    names = entries_of(walk.id).values_list("name", flat=True)
    assert list(names).count("petition.delivery_consent_changed") == 2
    assert "petition.paper_copy_asked" in names


def corrected(
    walk: Walk, document: Document, day: date, on: date, reason: str = "回证上写的是这一天"
) -> None:
    with on_day(on) as at:
        papers.correct_service(
            actor=walk.actor(walk.cast.handler, on),
            petition_id=walk.id,
            document_id=document.id,
            delivered_on=day,
            reason=reason,
            at=at,
        )


def test_a_wrong_day_is_corrected_by_a_new_record_and_the_window_is_counted_anew_visibly() -> None:
    walk = Walk(make_cast()).to_delivered()
    document = Document.objects.get(subject_id=walk.id, kind="handling_opinion")
    first = Delivery.objects.get(document=document)
    window = walk.matter.clocks.get(term="REVIEW1_APPLY")
    told = window.due_on
    later = date.fromordinal(first.delivered_on.toordinal() + 3)
    corrected(walk, document, later, later)
    assert Delivery.objects.get(document=document).delivered_on == first.delivered_on
    assert walk.matter.delivered_on == later
    moved = walk.matter.clocks.get(term="REVIEW1_APPLY")
    assert (moved.started_on, moved.due_on > told) == (later, True)
    assert "回证上写的是这一天" in ClockChange.objects.filter(clock=moved).latest("at").reason
    # Back to the earlier day: the window told to the petitioner is not made shorter.
    corrected(walk, document, first.delivered_on, later, "原来那天是对的")
    assert walk.matter.clocks.get(term="REVIEW1_APPLY").due_on == moved.due_on
    assert ClockChange.objects.filter(clock=moved).latest("at").kind == "kept"
    with pytest.raises(Incomplete):
        corrected(walk, document, later, later, " ")


def test_papers_between_organs_are_not_served_on_the_petitioner(walk: Walk) -> None:
    letter = Document.objects.get(subject_id=walk.id, kind="referral_letter")
    with pytest.raises(Conflict), on_day(SERVED) as at:
        papers.serve_paper(
            actor=walk.actor(walk.cast.handler, SERVED),
            petition_id=walk.id,
            document_id=letter.id,
            way=DeliveryWay.IN_PERSON,
            recipient="李桂兰",
            delivered_on=SERVED,
            at=at,
        )
    assert [each.kind for each in papers.served_papers(walk.matter, delivered=False)] == ["acceptance_notice"]


def test_whoever_does_not_hold_the_matter_may_not_serve_its_papers(walk: Walk) -> None:
    stranger = walk.cast.other_handler
    with pytest.raises(NotAllowed), on_day(SERVED) as at:
        papers.serve_paper(
            actor=walk.actor(stranger, SERVED),
            petition_id=walk.id,
            document_id=notice(walk).id,
            way=DeliveryWay.IN_PERSON,
            recipient="李桂兰",
            delivered_on=SERVED,
            at=at,
        )


def test_the_bar_code_of_a_paper_or_matter_finds_the_matter_for_those_who_may_see_it_only(walk: Walk) -> None:
    def found(code: str, account: Any) -> list[Any]:
        criteria = petitions.Criteria(text=code)
        return list(
            petitions.matching(walk.actor(account, SERVED), criteria, SERVED).values_list("id", flat=True)
        )

    for key in (notice(walk).id, walk.id):
        code = code_of(key)
        assert found(code, walk.cast.handler) == [walk.id]
        assert found(f"{code[:6]} {code[6:12]} {code[12:]}", walk.cast.handler) == [walk.id]
        assert found(code, walk.cast.other_handler) == []
        assert found(code[:-1] + str((int(code[-1]) + 1) % 10), walk.cast.handler) == []


def test_batch_print_binds_only_what_the_printer_may_see_in_the_order_of_list_and_kinds(walk: Walk) -> None:
    other = Walk(walk.cast).to_delivered()
    kinds = ["acceptance_notice", "handling_opinion"]
    mine = papers.batch_papers(walk.actor(walk.cast.handler, SERVED), [other.id, walk.id], kinds)
    assert [(each.subject_id, each.kind) for each in mine] == [
        (other.id, "acceptance_notice"),
        (other.id, "handling_opinion"),
        (walk.id, "acceptance_notice"),
    ]
    assert papers.batch_papers(walk.actor(walk.cast.other_handler, SERVED), [walk.id], kinds) == []
