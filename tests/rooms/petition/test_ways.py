"""What deciding the way shows and to whom: rows on the file, words for the petitioner, reminders."""

from datetime import date

import pytest

from minqing.kernel.law.public import NotAllowed
from minqing.kernel.notifications.public import notices_for
from minqing.kernel.people.public import Duty
from minqing.petition import public as petitions
from minqing.petition.matter.sweeps import remind_of_due
from minqing.petition.public import Channel, Procedure, Purpose, State
from minqing.petition.public import routing as ways
from tests.cast import Cast, make_account, make_cast
from tests.factories.path import FIRST_DAY, Walk, on_day
from tests.factories.routing import bounces, declines, designates, meets, objects

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_the_rows_of_litigation_and_accusation_stand_alone(cast: Cast) -> None:
    letter = Walk(cast).hand_in(channel=Channel.ONLINE).register().classify(procedure=Procedure.LITIGATION)
    assert [line.row for line in ways.way_lines(letter.matter)] == ["R4"]
    report = Walk(cast).hand_in().register()
    assert ways.way_lines(report.matter) == ()
    report.classify(purpose=Purpose.ACCUSATION, procedure="", content_class="")
    assert [line.row for line in ways.way_lines(report.matter)] == ["R6"]


def test_the_petitioner_reads_why_it_was_not_accepted_and_where_to_turn(cast: Cast) -> None:
    walk = Walk(cast).to_registered()
    final = ways.Stated("市人民政府", "巴府复核〔2026〕2号", date(2026, 8, 1), sameness="一致")
    declines(walk, FIRST_DAY, ways.Ground.FINALLY_REVIEWED, stated=final)
    view = petitions.resident_view(walk.matter, FIRST_DAY)
    assert "依法不予（不再）受理" in view.state_words
    assert "诺水河镇人民政府" in view.state_words
    walk.deliver(FIRST_DAY, account=cast.registrar)
    assert not walk.matter.clocks.filter(term__in=["REVIEW1_APPLY", "EVALUATION_WINDOW"]).exists()


def test_letters_between_organs_are_not_shown_to_the_petitioner(cast: Cast) -> None:
    walk = Walk(cast).to_referred()
    bounces(walk, FIRST_DAY)
    meets(walk, FIRST_DAY)
    designates(walk, FIRST_DAY)
    kinds = {paper.document.kind for paper in petitions.resident_view(walk.matter, FIRST_DAY).papers}
    assert kinds == {"receipt"}


def test_who_referred_it_is_reminded_of_the_objection_and_not_who_holds_it(cast: Cast) -> None:
    walk = Walk(cast).to_referred()
    objects(walk, FIRST_DAY)
    with on_day(date(2026, 9, 25)):
        remind_of_due(date(2026, 9, 25))
    reminded = {
        account.username
        for account in (cast.registrar, cast.township_registrar, cast.handler)
        if [
            n
            for n in notices_for(account.id)
            if n.event_name.startswith(("petition.due", "petition.overdue"))
        ]
    }
    assert reminded == {"registrar"}


def test_the_disputes_of_a_file_are_read_in_a_few_queries(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    walk = Walk(cast).to_referred()
    bounces(walk, FIRST_DAY)
    meets(walk, FIRST_DAY)
    matter = walk.matter
    with django_assert_max_num_queries(7):  # type: ignore[operator]
        view = ways.coordination_view(matter)
    assert (len(view.objections), len(view.meetings), view.superior) == (1, 1, "通江县人民政府")
    assert not view.meeting_due


def test_a_leader_of_the_common_superior_decides_in_person(cast: Cast) -> None:
    from_county = make_account("county_leader", "林远航", (cast.county, Duty.LEADER, "副县长"))
    walk = Walk(cast).to_referred()
    bounces(walk, FIRST_DAY)
    designation = designates(walk, FIRST_DAY, from_county, decision_ref="")
    assert designation.decided_by == cast.county
    assert walk.matter.state == State.REFERRED


def test_nobody_without_the_duty_declines_or_designates(cast: Cast) -> None:
    walk = Walk(cast).to_registered()
    for account in (cast.handler, cast.leader, cast.supervisor, cast.steward):
        with pytest.raises(NotAllowed):
            declines(walk, FIRST_DAY, ways.Ground.ENDED, account)
        with pytest.raises(NotAllowed):
            designates(walk, FIRST_DAY, account)
    assert walk.matter.state == State.REGISTERED
