"""The case file and the petitioner's page: complete, in few queries, the reading recorded."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minqing.kernel.clock.public import DayLine
from minqing.kernel.law.public import NotAllowed
from minqing.kernel.ledger.public import readings_of
from minqing.petition import public as petitions
from tests.cast import make_cast
from tests.factories.path import Walk, at_noon, on_day

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


def test_the_case_file_shows_everything_in_nine_queries_and_records_the_reading_once() -> None:
    walk = Walk(make_cast()).to_delivered()
    walk.evaluate(date(2026, 9, 20))
    handler = walk.actor(walk.cast.handler, DAY)
    with on_day(DAY):
        petitions.add_note(actor=handler, petition_id=walk.id, text="已电话联系", at=at_noon(DAY))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            case = petitions.case_file(handler, walk.id, at_noon(DAY))
            assert case.petition.holder.short_name == "住房和城乡建设局"
            assert [r.text for r in case.requests] == list(walk.statement.requests)
            assert [a.request.seq for a in case.answers] == [1, 2]
            assert case.opinion is not None
            assert case.opinion.status == "issued"
            assert [p.document.kind for p in case.papers] == [
                "receipt",
                "referral_letter",
                "acceptance_notice",
                "handling_opinion",
            ]
            assert case.papers[-1].delivered_on == date(2026, 9, 14)
            assert {c.term for c in case.clocks} == {
                "XFB_ROUTE",
                "ORG_NOTIFY_TRANSFER",
                "ORG_OBJECT",
                "HANDLE",
                "REVIEW1_APPLY",
                "EVALUATION_WINDOW",
            }
            assert case.people[0].telephone == "138****5678"
            assert case.evaluation is not None
            assert [t.kind for t in case.timeline][:3] == ["received", "registered", "classified"]
            assert case.timeline[-1].words == "已电话联系"
            assert {m.move: m.allowed for m in case.moves}["close"]
            assert case.readings == 1
        assert len(queries) <= 9
        again = petitions.case_file(handler, walk.id, at_noon(DAY))
    assert again.readings == 1
    assert readings_of(walk.id).count() == 1


def test_a_file_one_may_not_read_looks_like_one_that_does_not_exist() -> None:
    walk = Walk(make_cast()).to_handling()
    stranger = walk.actor(walk.cast.other_handler, DAY)
    with pytest.raises(NotAllowed) as forbidden:
        petitions.case_file(stranger, walk.id, at_noon(DAY))
    with pytest.raises(NotAllowed) as unknown:
        petitions.case_file(stranger, walk.cast.housing.id, at_noon(DAY))
    assert str(forbidden.value) == str(unknown.value)
    assert readings_of(walk.id).count() == 0


def test_a_clock_explains_itself_day_by_day() -> None:
    walk = Walk(make_cast()).to_handling()
    clock = walk.matter.clocks.get(term="HANDLE")
    lines = petitions.explain_clock(walk.actor(walk.cast.handler, DAY), walk.id, clock.id)
    assert isinstance(lines[0], DayLine)
    assert lines[0].day == clock.started_on
    assert lines[-1].day == clock.due_on
    other = Walk(walk.cast).to_handling()
    with pytest.raises(NotAllowed):
        petitions.explain_clock(walk.actor(walk.cast.handler, DAY), other.id, clock.id)


def test_the_petitioner_sees_in_plain_words_where_it_is_until_when_and_who_looked() -> None:
    walk = Walk(make_cast()).to_handling()
    petitions.case_file(walk.actor(walk.cast.handler, DAY), walk.id, at_noon(DAY))
    matter = petitions.open_by_code(walk.matter.query_code, "5678")
    assert matter is not None
    with CaptureQueriesContext(connection) as queries:
        view = petitions.resident_view(matter, DAY)
    assert len(queries) <= 5
    assert view.state_words == "您反映的事项现在由通江县住房和城乡建设局办理，最迟2026年11月13日书面答复您。"
    assert (
        view.why_that_day == "自2026年9月14日起60日，至2026年11月13日届满（依据《信访工作条例》第三十四条）"
    )
    assert view.readings[0][0] == "住房和城乡建设局信访科科员"
    assert [s.state for s in view.stations][:4] == ["passed", "passed", "passed", "present"]
    assert (view.can_add, view.can_withdraw, view.can_evaluate) == (True, True, False)


def test_the_opinion_appears_on_the_petitioners_page_when_it_was_delivered_not_before() -> None:
    walk = Walk(make_cast()).to_answered()
    before = petitions.resident_view(walk.matter, DAY)
    assert "handling_opinion" not in {p.document.kind for p in before.papers}
    assert "referral_letter" not in {p.document.kind for p in before.papers}
    walk.deliver(date(2026, 9, 15))
    after = petitions.resident_view(walk.matter, date(2026, 9, 16))
    assert "handling_opinion" in {p.document.kind for p in after.papers}
    assert after.can_evaluate
    assert after.review_until == date(2026, 10, 15)
