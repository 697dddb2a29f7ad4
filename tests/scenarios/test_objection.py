"""An organ that is not competent objects within 5 working days; the sender verifies (信访工作条例 23(3))."""

from datetime import date

import pytest

from minqing.kernel.documents.public import Document
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, TooLate
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.notifications.public import notices_for
from minqing.petition import public as petitions
from minqing.petition.public import State
from minqing.petition.public import routing as ways
from tests.cast import make_cast
from tests.factories.path import Walk, at_noon
from tests.factories.routing import agrees, objects, refuses

pytestmark = pytest.mark.django_db


def running(walk: Walk) -> set[str]:
    return set(walk.matter.clocks.filter(stopped_on=None).values_list("term", flat=True))


def test_a_matter_comes_back_only_when_the_sender_agrees_and_its_first_clock_runs_on() -> None:
    """Given a wrong referral, when the office agrees with the objection, it is as if never sent."""
    walk = Walk(make_cast()).to_registered(date(2026, 9, 14)).refer(date(2026, 9, 15))
    route = walk.matter.clocks.get(term="XFB_ROUTE")

    referral = objects(walk, date(2026, 9, 18), proposed_organ_id=walk.cast.township.id, materials="原信一份")
    matter = walk.matter
    assert (matter.state, matter.holder, matter.bounces) == (State.REFERRED, walk.cast.housing, 0)
    assert running(walk) == {"ORG_NOTIFY_TRANSFER", "OBJECT_VERIFY"}
    assert (matter.due_term, matter.due_on) == ("OBJECT_VERIFY", date(2026, 9, 24))
    paper = Document.objects.get(pk=referral.objection_document_id)
    assert paper.data["to_organ"] == walk.cast.petition_office.name
    assert paper.data["materials"] == "原信一份"
    assert paper.data["competent_organ"] == walk.cast.township.name
    told = [n for n in notices_for(walk.cast.registrar.id) if n.event_name == "petition.objected"]
    assert [n.link for n in told] == [f"/desk/matters/{walk.id}/objection/"]
    assert (
        ways.objection_view(walk.actor(walk.cast.registrar, date(2026, 9, 21)), walk.id).superior
        == "通江县人民政府"
    )

    agrees(walk, date(2026, 9, 21))
    matter = walk.matter
    assert (matter.state, matter.holder, matter.bounces) == (State.RETURNED, walk.cast.petition_office, 1)
    assert (matter.due_term, matter.due_on) == ("XFB_ROUTE", route.due_on)
    assert matter.handling is None
    assert running(walk) == {"XFB_ROUTE"}
    assert "objection" not in matter.annexes

    walk.refer(date(2026, 9, 22), walk.cast.township)
    walk.accept(date(2026, 9, 23), walk.cast.township_handler)
    assert walk.matter.state == State.HANDLING
    assert walk.matter.referrals.count() == 2


def test_an_organ_whose_objection_is_refused_goes_on_and_its_duty_to_tell_never_stopped() -> None:
    walk = Walk(make_cast()).to_registered(date(2026, 9, 14)).refer(date(2026, 9, 15))
    owed = walk.matter.clocks.get(term="ORG_NOTIFY_TRANSFER").due_on
    objects(walk, date(2026, 9, 18))
    with pytest.raises(Incomplete):
        refuses(walk, date(2026, 9, 21), reason=" ")
    refuses(walk, date(2026, 9, 21))
    matter = walk.matter
    assert (matter.state, matter.holder, matter.bounces) == (State.REFERRED, walk.cast.housing, 0)
    assert (matter.due_term, matter.due_on) == ("ORG_NOTIFY_TRANSFER", owed)
    assert "petition.objection_refused" in [n.event_name for n in notices_for(walk.cast.handler.id)]
    with pytest.raises(Conflict):
        objects(walk, date(2026, 9, 21))
    with pytest.raises(Conflict):
        agrees(walk, date(2026, 9, 21))
    walk.accept(date(2026, 9, 22))
    assert walk.matter.state == State.HANDLING


def test_an_organ_that_accepts_after_all_takes_its_objection_back() -> None:
    walk = Walk(make_cast()).to_referred(date(2026, 9, 14))
    objects(walk, date(2026, 9, 15))
    walk.accept(date(2026, 9, 16))
    assert running(walk) == {"HANDLE"}
    assert "objection" not in walk.matter.annexes


def test_an_objection_after_the_fifth_working_day_is_refused_and_nothing_is_written() -> None:
    """Given a referral on Monday the 14th, the fifth working day is Sunday the 20th, a swapped one."""
    walk = Walk(make_cast()).to_referred(date(2026, 9, 14))
    before = entries_of(walk.id).count()
    with pytest.raises(TooLate) as refusal:
        objects(walk, date(2026, 9, 21))
    assert refusal.value.reason == "提出异议的期限（5个工作日）已于2026年9月20日届满。"
    with pytest.raises(NotAllowed):
        objects(walk, date(2026, 9, 16), walk.cast.other_handler)
    assert walk.matter.state == State.REFERRED
    assert entries_of(walk.id).count() == before
    assert walk.matter.referrals.get().objected_on is None


def test_only_the_organ_that_referred_it_verifies() -> None:
    walk = Walk(make_cast()).to_referred(date(2026, 9, 14))
    objects(walk, date(2026, 9, 15))
    before = entries_of(walk.id).count()
    for account in (walk.cast.handler, walk.cast.leader, walk.cast.township_registrar, walk.cast.supervisor):
        with pytest.raises(NotAllowed):
            agrees(walk, date(2026, 9, 16), account)
    assert entries_of(walk.id).count() == before


def test_of_a_report_the_sender_reads_the_objection_but_no_longer_the_file() -> None:
    """Given an accusation with discipline inspection, when it objects, then the office verifies blind."""
    walk = Walk(make_cast()).hand_in(title="反映收受好处").register()
    walk.classify(purpose=petitions.Purpose.ACCUSATION, procedure="", concerns_id=walk.cast.housing.id)
    walk.refer(date(2026, 9, 14), walk.cast.discipline)
    day = date(2026, 9, 15)
    office = walk.actor(walk.cast.registrar, day)
    with pytest.raises(NotAllowed):
        ways.objection_view(office, walk.id)
    referral = objects(walk, day, walk.cast.discipline_handler, reason="被反映人属市管干部")
    paper = Document.objects.get(pk=referral.objection_document_id)
    assert paper.data["petitioner_name"] == "（密）"
    assert "收受好处" not in str(paper.data)
    with pytest.raises(NotAllowed):
        petitions.case_file(office, walk.id, at_noon(day))
    assert ways.objection_view(office, walk.id).referral.objection == "被反映人属市管干部"
    agrees(walk, day)
    assert walk.matter.holder == walk.cast.petition_office
