"""Coming in: true days, words read back, joint petitions."""

from datetime import date, timedelta
from typing import Any

import pytest

from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Refused
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.people.public import Person, petitioner_actor
from minqing.petition import public as petitions
from minqing.petition.models import Arrival, Joiner
from minqing.petition.public import Channel, Petition, State, StatementIncomplete
from minqing.petition.public import coming_in as coming
from minqing.petition.public.coming_in import Arrived, Confirmed, Speaker
from tests.cast import Cast, make_cast
from tests.factories.path import FIRST_DAY, STATEMENT, Walk, at_noon, on_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def taken_down(cast: Cast, day: date = FIRST_DAY, **changed: Any) -> Walk:
    """Return a matter the registrar wrote down at the counter."""
    walk = Walk(cast)
    return walk.hand_in(day, walk.actor(cast.registrar, day), **changed)


def names(petition_id: Any) -> list[str]:
    return [entry.name for entry in entries_of(petition_id)]


class TestTrueDays:
    def test_a_letter_keeps_its_postmark_and_the_days_run_from_receipt(self, cast: Cast) -> None:
        walk = taken_down(
            cast,
            channel=Channel.LETTER,
            received_on=FIRST_DAY,
            arrived=Arrived(happened_on=FIRST_DAY - timedelta(days=6), label="LX2026-000001"),
        )
        arrival = Arrival.objects.get(petition=walk.id)
        assert arrival.happened_on == FIRST_DAY - timedelta(days=6)
        clock = walk.matter.clocks.get()
        assert (clock.term, clock.started_on) == ("XFB_ROUTE", FIRST_DAY)
        assert walk.matter.annexes == ["arrival"]
        assert "petition.arrival_noted" in names(walk.id)

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"channel": Channel.LETTER, "received_on": FIRST_DAY + timedelta(days=1)}, "received_on"),
            (
                {
                    "channel": Channel.LETTER,
                    "received_on": FIRST_DAY,
                    "arrived": Arrived(happened_on=FIRST_DAY + timedelta(days=1)),
                },
                "happened_on",
            ),
            (
                {
                    "channel": Channel.VISIT,
                    "received_on": FIRST_DAY,
                    "arrived": Arrived(happened_on=FIRST_DAY - timedelta(days=1), oral=True),
                },
                "happened_on",
            ),
            ({"channel": Channel.HANDED_OVER, "arrived": Arrived(from_number="函〔2026〕1号")}, "from_organ"),
            ({"channel": Channel.FIELD, "arrived": Arrived(oral=True)}, "team"),
            ({"channel": Channel.ONLINE, "arrived": Arrived(happened_on=FIRST_DAY)}, "happened_on"),
            ({"channel": Channel.LETTER, "arrived": Arrived(confirmed=Confirmed.SIGNED)}, "confirmed"),
        ],
    )
    def test_days_and_origins_that_cannot_be_are_told_at_their_field(
        self, cast: Cast, changed: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(StatementIncomplete) as refused:
            taken_down(cast, **changed)
        assert field in {problem.field for problem in refused.value.problems}
        assert not Petition.objects.exists()

    def test_every_channel_comes_in_by_the_same_door_with_its_own_day(self, cast: Cast) -> None:
        for channel in Channel:
            own = coming.CHANNEL_DAYS[channel]
            arrived = Arrived(
                happened_on=FIRST_DAY if own.happened else None,
                from_organ="省信访局" if channel is Channel.HANDED_OVER else "",
                team="驻村工作队" if channel is Channel.FIELD else "",
                oral=channel in coming.SPOKEN,
            )
            walk = taken_down(cast, channel=channel, received_on=FIRST_DAY, arrived=arrived)
            assert walk.matter.clocks.get().started_on == FIRST_DAY

    def test_one_barcode_is_one_letter(self, cast: Cast) -> None:
        taken_down(cast, channel=Channel.LETTER, arrived=Arrived(label="LX2026-000007"))
        with pytest.raises(Conflict, match="LX2026-000007"):
            taken_down(cast, channel=Channel.LETTER, arrived=Arrived(label="LX2026-000007"))
        assert Petition.objects.count() == 1


class TestSpokenWords:
    def test_what_was_said_is_read_back_once_and_by_whom_is_kept(self, cast: Cast) -> None:
        walk = taken_down(cast, channel=Channel.VISIT, received_on=FIRST_DAY, arrived=Arrived(oral=True))
        registrar = walk.actor(cast.registrar, FIRST_DAY)
        with on_day(FIRST_DAY) as at:
            done = coming.confirm_words(
                actor=registrar, petition_id=walk.id, confirmed=Confirmed.FINGERPRINT, at=at
            )
            assert (done.read_back_by_id, done.read_back_at) == (cast.registrar.id, at)
            with pytest.raises(Conflict):
                coming.confirm_words(actor=registrar, petition_id=walk.id, confirmed=Confirmed.SIGNED, at=at)
        assert "petition.words_read_back" in names(walk.id)

    def test_a_refusal_to_agree_needs_its_story_and_paper_is_not_read_back(self, cast: Cast) -> None:
        spoken = taken_down(cast, channel=Channel.CALL, received_on=FIRST_DAY, arrived=Arrived(oral=True))
        written = taken_down(cast, channel=Channel.LETTER)
        registrar = spoken.actor(cast.registrar, FIRST_DAY)
        for walk, how in ((spoken, Confirmed.DECLINED), (written, Confirmed.SIGNED)):
            with pytest.raises(Incomplete):
                coming.confirm_words(
                    actor=registrar, petition_id=walk.id, confirmed=how, at=at_noon(FIRST_DAY)
                )


FIVE = tuple(Speaker(name, f"1390000000{number}") for number, name in enumerate("甲乙丙丁戊", start=1))


class TestJoint:
    def test_a_visit_speaks_through_at_most_five(self, cast: Cast) -> None:
        six = (*FIVE, Speaker("己"))
        with pytest.raises(StatementIncomplete) as refused:
            taken_down(cast, channel=Channel.VISIT, people_count=30, speakers=six)
        assert {problem.field for problem in refused.value.problems} == {"speakers"}
        walk = taken_down(cast, channel=Channel.VISIT, people_count=30, speakers=FIVE)
        assert Joiner.objects.filter(petition=walk.id, representative=True).count() == 5
        with pytest.raises(Conflict, match="5人"):
            coming.add_joiner(
                actor=walk.actor(cast.registrar, FIRST_DAY),
                petition_id=walk.id,
                name="己",
                representative=True,
                at=at_noon(FIRST_DAY),
            )

    def test_a_letter_may_name_more(self, cast: Cast) -> None:
        walk = taken_down(
            cast, channel=Channel.LETTER, people_count=30, speakers=(*FIVE, Speaker("己"), Speaker("庚"))
        )
        assert walk.matter.joiners.count() == 7

    def test_who_joins_by_code_sees_the_progress_and_nothing_of_anybody_else(self, cast: Cast) -> None:
        walk = Walk(cast).to_registered()
        assert walk.handed is not None
        with on_day(FIRST_DAY) as at:
            joined = coming.join_by_code(
                actor=petitioner_actor(),
                query_code=walk.handed.query_code.lower(),
                speaker=Speaker("王建国", "13711112222"),
                words="我家也绕路",
                at=at,
            )
        assert joined.query_code != walk.handed.query_code
        assert joined.tail == "2222"
        assert coming.open_joint(joined.query_code, "2222") == joined.joiner
        assert coming.open_joint(joined.query_code, "1111") is None
        assert petitions.open_by_code(joined.query_code, "2222") is None
        shown = repr(coming.joint_view(joined.joiner))
        for private in (STATEMENT.name, STATEMENT.telephone, STATEMENT.title, STATEMENT.body):
            assert private not in shown
        assert walk.matter.people_count == 2

    @pytest.mark.parametrize("changed", [{"confidential": True}, {"anonymous": True, "name": ""}])
    def test_a_matter_that_asks_for_silence_is_joined_by_nobody(
        self, cast: Cast, changed: dict[str, Any]
    ) -> None:
        walk = Walk(cast).hand_in(**changed)
        assert walk.handed is not None
        said = []
        for code in (walk.handed.query_code, "2222222222"):
            with pytest.raises(NotAllowed) as refused:
                coming.join_by_code(
                    actor=petitioner_actor(),
                    query_code=code,
                    speaker=Speaker("王建国"),
                    at=at_noon(FIRST_DAY),
                )
            said.append(refused.value.reason)
        assert said[0] == said[1]

    def test_one_leaves_and_the_matter_goes_on(self, cast: Cast) -> None:
        walk = taken_down(cast, channel=Channel.LETTER, people_count=3, speakers=FIVE[:2])
        first, second = walk.matter.joiners.all()
        me = coming.JointActor(account_id=None, name="", joiner_id=first.id)
        at = at_noon(FIRST_DAY)
        with pytest.raises(Conflict, match="2人没有退出"):
            petitions.withdraw_petition(
                actor=petitions.petitioner_of(walk.matter), petition_id=walk.id, reason="不想了", at=at
            )
        coming.leave_joint(actor=me, joiner_id=first.id, reason="已经和好", at=at)
        assert walk.matter.state == State.RECEIVED
        with pytest.raises(Refused):
            coming.leave_joint(actor=me, joiner_id=second.id, reason="替他退", at=at)
        coming.leave_joint(
            actor=walk.actor(cast.registrar, FIRST_DAY), joiner_id=second.id, reason="来电说明", at=at
        )
        petitions.withdraw_petition(
            actor=petitions.petitioner_of(walk.matter), petition_id=walk.id, reason="不想了", at=at
        )
        assert walk.matter.state == State.WITHDRAWN

    def test_the_same_person_joins_once(self, cast: Cast) -> None:
        walk = taken_down(cast, channel=Channel.LETTER)
        registrar = walk.actor(cast.registrar, FIRST_DAY)
        for name, telephone in (("王建国", "13711112222"), (STATEMENT.name, STATEMENT.telephone)):
            first = name == "王建国"
            if first:
                coming.add_joiner(
                    actor=registrar,
                    petition_id=walk.id,
                    name=name,
                    telephone=telephone,
                    at=at_noon(FIRST_DAY),
                )
            with pytest.raises(Conflict):
                coming.add_joiner(
                    actor=registrar,
                    petition_id=walk.id,
                    name=name,
                    telephone=telephone,
                    at=at_noon(FIRST_DAY),
                )
        assert Person.objects.count() == 2
