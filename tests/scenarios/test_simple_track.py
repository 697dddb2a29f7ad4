"""Simple handling (简易办理): short clocks in working days, no paper unless wanted, and back again."""

from datetime import date

import pytest

from minqing.kernel.documents.public import Document
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, NotCompetent, TooLate
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.notifications.models import Notice
from minqing.kernel.people.public import Account
from minqing.petition import public as petitions
from minqing.petition.public import Mode, Outcome, State, Track
from minqing.petition.public import routing as ways
from tests.cast import Cast, make_cast
from tests.factories.path import FIRST_DAY, Walk, on_day
from tests.factories.routing import NO_BARS, accepts_simply

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def papers(walk: Walk) -> set[str]:
    return set(Document.objects.filter(subject_id=walk.id).values_list("kind", flat=True))


def proposes(walk: Walk, day: date) -> None:
    with on_day(day) as at:
        ways.propose_simple(
            actor=walk.actor(walk.cast.registrar, day),
            petition_id=walk.id,
            reason=ways.Reason.DAILY_LIFE,
            absent=NO_BARS,
            at=at,
        )


def confirms(walk: Walk, day: date, account: Account | None = None) -> ways.SimpleTrack:
    with on_day(day) as at:
        actor = walk.actor(account or walk.cast.leader, day)
        return ways.confirm_simple_answer(actor=actor, petition_id=walk.id, at=at)


def tells(walk: Walk, day: date, told: ways.Told) -> None:
    with on_day(day) as at:
        ways.tell_answer(actor=walk.actor(walk.cast.handler, day), petition_id=walk.id, told=told, at=at)


def leaves(walk: Walk, day: date, reason: str = "需要委托鉴定") -> None:
    with on_day(day) as at:
        actor = walk.actor(walk.cast.handler, day)
        ways.leave_simple_track(actor=actor, petition_id=walk.id, reason=reason, at=at)


def test_a_letter_of_the_old_regulation_is_refused_the_short_track_it_did_not_know(cast: Cast) -> None:
    walk = Walk(cast).to_registered(date(2022, 4, 29))
    with pytest.raises(NotCompetent, match="收到这件事项时的规则没有简易办理"):
        proposes(walk, date(2022, 5, 2))
    walk.refer(date(2022, 4, 30))
    with pytest.raises(NotCompetent, match="收到这件事项时的规则没有简易办理"):
        accepts_simply(walk, date(2022, 5, 2))


def test_a_simple_matter_is_relayed_in_one_accepted_in_three_and_answered_in_ten_working_days(
    cast: Cast,
) -> None:
    """Given a letter of Monday the 14th, relayed the 15th, accepted the 16th: answered by 10 working days."""
    walk = Walk(cast).to_registered(FIRST_DAY)
    proposes(walk, FIRST_DAY)
    assert (walk.matter.due_term, walk.matter.due_on) == ("SIMPLE_RELAY", date(2026, 9, 15))
    walk.refer(date(2026, 9, 15))
    assert (walk.matter.due_term, walk.matter.due_on) == ("SIMPLE_ACCEPT", date(2026, 9, 18))
    accepts_simply(walk, date(2026, 9, 16))
    matter = walk.matter
    # The 20th works in exchange; the 25th to 27th are the Mid-Autumn days.
    assert (matter.track, matter.due_term, matter.due_on) == ("simple", "SIMPLE_HANDLE", date(2026, 9, 30))
    assert "acceptance_notice" not in papers(walk)
    walk.draft(date(2026, 9, 21))
    confirms(walk, date(2026, 9, 21))
    tells(walk, date(2026, 9, 22), ways.Told.MESSAGE)
    matter = walk.matter
    assert (matter.state, matter.delivered_on) == (State.DELIVERED, date(2026, 9, 22))
    assert {"REVIEW1_APPLY", "EVALUATION_WINDOW"} == set(
        matter.clocks.filter(stopped_on=None).values_list("term", flat=True)
    )
    notes = petitions.resident_view(matter, date(2026, 9, 22)).notes
    assert any("尽快修复塌方路段：予以支持" in note.text for note in notes)
    assert "handling_opinion" not in papers(walk)


def test_told_by_word_of_mouth_the_thirty_days_for_review_do_not_begin(cast: Cast) -> None:
    walk = Walk(cast).to_referred()
    accepts_simply(walk, FIRST_DAY)
    walk.draft(FIRST_DAY)
    confirms(walk, FIRST_DAY)
    tells(walk, FIRST_DAY, ways.Told.TELEPHONE)
    assert not walk.matter.clocks.filter(term="REVIEW1_APPLY").exists()


def test_an_answer_without_paper_is_signed_by_who_told_it_and_who_is_responsible(cast: Cast) -> None:
    walk = Walk(cast).to_referred()
    accepts_simply(walk, FIRST_DAY)
    with pytest.raises(Incomplete):
        confirms(walk, FIRST_DAY)
    walk.draft(FIRST_DAY)
    before = entries_of(walk.id).count()
    with pytest.raises(Incomplete, match="不出具文书的简易答复也要有负责人确认"):
        tells(walk, FIRST_DAY, ways.Told.TELEPHONE)
    with pytest.raises(NotAllowed):
        confirms(walk, FIRST_DAY, cast.handler)
    assert entries_of(walk.id).count() == before
    confirms(walk, FIRST_DAY)
    # Words changed afterwards are not those that were signed.
    walk.matter.opinions.get().answers.filter(request__seq=1).update(reason="改成下个月再说。")
    with pytest.raises(Conflict, match="确认以后答复又改过"):
        tells(walk, FIRST_DAY, ways.Told.TELEPHONE)
    confirms(walk, FIRST_DAY)
    tells(walk, FIRST_DAY, ways.Told.TELEPHONE)
    track = ways.simple_of(walk.matter)
    assert track is not None
    assert (track.answered_by, track.confirmed_by) == (cast.handler, cast.leader)


def test_who_wants_paper_gets_paper(cast: Cast) -> None:
    walk = Walk(cast).to_referred()
    accepts_simply(walk, FIRST_DAY, paper_wanted=True, told="")
    notice = Document.objects.get(subject_id=walk.id, kind="acceptance_notice")
    assert "10个工作日" in notice.data["limit"]
    walk.draft(FIRST_DAY)
    before = entries_of(walk.id).count()
    with pytest.raises(NotAllowed):
        tells(walk, FIRST_DAY, ways.Told.MESSAGE)
    assert entries_of(walk.id).count() == before


def test_who_is_refused_is_not_answered_on_the_short_track(cast: Cast) -> None:
    walk = Walk(cast).to_referred()
    accepts_simply(walk, FIRST_DAY)
    with pytest.raises(Incomplete):
        tells(walk, FIRST_DAY, ways.Told.MESSAGE)
    walk.draft(FIRST_DAY, Outcome.NOT_SUPPORT)
    with pytest.raises(NotAllowed):
        tells(walk, FIRST_DAY, ways.Told.MESSAGE)
    assert walk.matter.state == State.HANDLING


def test_back_on_the_ordinary_way_the_sixty_days_count_from_the_first_acceptance(cast: Cast) -> None:
    walk = Walk(cast).to_referred()
    accepts_simply(walk, FIRST_DAY)
    with pytest.raises(Incomplete):
        leaves(walk, date(2026, 9, 24), reason=" ")
    leaves(walk, date(2026, 9, 24))
    matter, clock = walk.matter, walk.matter.clocks.get(term="HANDLE")
    assert (matter.track, clock.started_on) == (Track.ORDINARY, FIRST_DAY)
    assert (matter.due_term, matter.due_on) == ("HANDLE", date(2026, 11, 13))
    assert "acceptance_notice" in papers(walk)
    assert any("需要委托鉴定" in n.text for n in petitions.resident_view(matter, date(2026, 9, 24)).notes)
    with pytest.raises(Conflict):
        leaves(walk, date(2026, 9, 25))


def test_the_organ_may_take_the_ordinary_way_though_the_office_proposed_the_short_one(cast: Cast) -> None:
    walk = Walk(cast).to_registered()
    proposes(walk, FIRST_DAY)
    walk.refer(FIRST_DAY).accept(FIRST_DAY)
    assert (walk.matter.track, walk.matter.due_term) == (Track.ORDINARY, "HANDLE")


def test_what_is_not_simple_or_comes_too_late_is_refused_and_nothing_is_written(cast: Cast) -> None:
    late = Walk(cast).to_registered(FIRST_DAY)
    with pytest.raises(TooLate):
        proposes(late, date(2026, 9, 16))
    late.refer(date(2026, 9, 16))
    before = entries_of(late.id).count()
    with pytest.raises(TooLate):
        accepts_simply(late, date(2026, 9, 22))
    with pytest.raises(Incomplete):
        accepts_simply(late, date(2026, 9, 17), absent=frozenset())
    with pytest.raises(Incomplete):
        accepts_simply(late, date(2026, 9, 17), told="")
    assert entries_of(late.id).count() == before
    assigned = Walk(cast).to_registered()
    assigned.refer(FIRST_DAY, mode=Mode.ASSIGN, requirement="核实", report_by=date(2026, 10, 30))
    many = Walk(cast).to_registered(people_count=6).refer(FIRST_DAY)
    for walk in (assigned, many):
        with pytest.raises(NotAllowed):
            accepts_simply(walk, FIRST_DAY)
    office = Walk(cast).to_registered()
    with pytest.raises(NotCompetent):
        accepts_simply(office, FIRST_DAY, cast.registrar)


def test_leaders_are_told_once_that_an_answer_waits_and_again_when_it_changed_after_they_confirmed(
    cast: Cast,
) -> None:
    def told() -> int:
        return Notice.objects.filter(account=cast.leader, event_name="petition.simple_drafted").count()

    walk = Walk(cast).to_referred()
    accepts_simply(walk, FIRST_DAY)
    walk.draft(FIRST_DAY)
    walk.draft(FIRST_DAY)
    assert told() == 1
    confirms(walk, FIRST_DAY)
    walk.draft(FIRST_DAY)
    assert told() == 2
    ordinary = Walk(cast).to_handling()
    ordinary.draft(FIRST_DAY)
    assert told() == 2
