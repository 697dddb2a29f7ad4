"""Coming in: true days, words read back, joint petitions, splitting, links, the urgent track."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Refused, UnlawfulMove
from minqing.kernel.ledger.public import entries_of, verify_chain
from minqing.kernel.people.public import Account, Person, petitioner_actor
from minqing.petition import public as petitions
from minqing.petition.models import Arrival, Joiner, Link, UrgentReport
from minqing.petition.public import Attachment, Channel, Petition, Purpose, State, StatementIncomplete, Track
from minqing.petition.public import coming_in as coming
from minqing.petition.public.coming_in import Arrived, Confirmed, LinkKind, Part, ReportedTo, Speaker
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


def split(
    walk: Walk, account: Account, seqs: tuple[int, ...], day: date = FIRST_DAY, **more: Any
) -> Petition:
    chosen = tuple(walk.matter.requests.filter(seq__in=seqs).values_list("id", flat=True))
    part = Part(title="另一件", body="另一件的内容", requests=chosen, procedure="31-6")
    with on_day(day) as at:
        return coming.split_petition(
            actor=walk.actor(account, day), petition_id=walk.id, part=replace(part, **more), at=at
        )


class TestSplitting:
    def test_requests_leave_with_their_own_number_code_and_the_original_day(self, cast: Cast) -> None:
        walk = Walk(cast).to_registered()
        later = FIRST_DAY + timedelta(days=4)
        made = split(walk, cast.registrar, (2,), later)
        assert made.number not in {None, walk.matter.number}
        assert made.query_code != walk.matter.query_code
        assert made.received_on == FIRST_DAY
        assert made.clocks.get(stopped_on=None).started_on == FIRST_DAY
        assert [each.text for each in made.requests.all()] == [STATEMENT.requests[1]]
        assert [each.text for each in walk.matter.requests.all()] == [STATEMENT.requests[0]]
        assert "petition.split" in names(walk.id)
        assert "petition.split_off" in names(made.id)
        assert verify_chain(walk.id).ok
        assert verify_chain(made.id).ok
        registrar = walk.actor(cast.registrar, later)
        assert [line.other.id for line in coming.links_of(registrar, walk.matter)] == [made.id]
        assert [line.other.id for line in coming.links_of(registrar, made)] == [walk.id]

    def test_nothing_is_lost_and_nothing_is_left_empty(self, cast: Cast) -> None:
        walk = Walk(cast).to_registered()
        for seqs in ((), (1, 2)):
            with pytest.raises(Incomplete):
                split(walk, cast.registrar, seqs)
        walk.classify().refer(FIRST_DAY)
        with pytest.raises(Refused):
            split(walk, cast.registrar, (2,))
        assert Petition.objects.count() == 1

    def test_a_report_takes_the_whole_letter_and_leaves_no_trace(self, cast: Cast) -> None:
        walk = Walk(cast).hand_in(requests=("修路", "查办收回扣的科长"), body="路塌了。住建局科长收回扣。")
        walk.register()
        accused = {"purpose": Purpose.ACCUSATION, "procedure": "", "concerns_id": cast.housing.id}
        with pytest.raises(Incomplete, match="另写一份"):
            split(walk, cast.registrar, (2,), **accused)
        made = split(walk, cast.registrar, (2,), rest="路塌了。", rest_title="村道塌方", **accused)
        assert made.sealed
        assert "住建局科长收回扣" in made.body
        walk.classify().refer(FIRST_DAY)
        leader = walk.actor(cast.leader, FIRST_DAY)
        assert coming.links_of(leader, walk.matter) == ()
        with on_day(FIRST_DAY) as at:
            shown = repr(petitions.case_file(leader, walk.id, at))
        for trace in ("回扣", "科长", made.number or "-", str(made.id), "拆分"):
            assert trace not in shown
        assert not petitions.visible_to(leader).filter(pk=made.id).exists()

    def test_files_are_shared_with_an_ordinary_part_and_go_along_with_a_report(self, cast: Cast) -> None:
        from tests.desks.gates.stage import with_file

        for report in (False, True):
            walk = Walk(cast).hand_in()
            with_file(walk, f"照片{report}").register()
            file = Attachment.objects.get(petition=walk.id)
            more: dict[str, Any] = {"files": (file.id,)}
            if report:
                more |= {"purpose": Purpose.ACCUSATION, "procedure": "", "rest": "路塌了。"}
            made = split(walk, cast.registrar, (2,), **more)
            assert made.attachments.count() == 1
            assert walk.matter.attachments.count() == (0 if report else 1)


class TestLinks:
    def test_merging_is_a_link_both_tell_and_it_can_be_undone(self, cast: Cast) -> None:
        one, other = Walk(cast).to_registered(), Walk(cast).to_registered()
        registrar, at = one.actor(cast.registrar, FIRST_DAY), at_noon(FIRST_DAY)
        link = coming.link_petitions(
            actor=registrar,
            petition_id=one.id,
            other_id=other.id,
            kind=LinkKind.MERGED,
            reason="同一段路",
            at=at,
        )
        with pytest.raises(Conflict):
            coming.link_petitions(
                actor=registrar,
                petition_id=other.id,
                other_id=one.id,
                kind=LinkKind.MERGED,
                reason="同一段路",
                at=at,
            )
        for walk in (one, other):
            assert "petition.linked" in names(walk.id)
            assert len(coming.links_of(registrar, walk.matter)) == 1
        coming.unlink_petitions(
            actor=registrar, petition_id=other.id, link_id=link.id, reason="不是一回事", at=at
        )
        assert coming.links_of(registrar, one.matter) == ()
        assert Link.objects.get().undone_reason == "不是一回事"
        assert one.matter.clocks.filter(stopped_on=None).exists()

    def test_a_split_is_not_undone(self, cast: Cast) -> None:
        walk = Walk(cast).to_registered()
        made = split(walk, cast.registrar, (2,))
        with pytest.raises(Conflict, match="不能解除"):
            coming.unlink_petitions(
                actor=walk.actor(cast.registrar, FIRST_DAY),
                petition_id=made.id,
                link_id=Link.objects.get().id,
                reason="错了",
                at=at_noon(FIRST_DAY),
            )

    def test_earlier_matters_of_the_person_and_of_the_place_are_offered_with_reasons(
        self, cast: Cast
    ) -> None:
        same = Walk(cast).to_registered()
        place = Walk(cast).hand_in(name="王建国", telephone="13711112222", title="村道塌方没人管")
        Walk(cast).hand_in(name="赵铁柱", telephone="13633334444", title="采石场粉尘", address="铁厂乡")
        new = Walk(cast).hand_in()
        registrar = new.actor(cast.registrar, FIRST_DAY)
        found = {each.petition.id: each.reasons for each in coming.alike(registrar, new.matter)}
        assert set(found) == {same.id, place.id}
        assert "同一位信访人" in found[same.id]
        assert any("塌方" in reason for reason in found[place.id])
        handler = new.actor(cast.other_handler, FIRST_DAY)
        assert coming.alike(handler, new.matter) == ()


class TestUrgent:
    def mark(self, walk: Walk, account: Account, day: date = FIRST_DAY) -> None:
        with on_day(day) as at:
            coming.mark_urgent(
                actor=walk.actor(account, day), petition_id=walk.id, reason="百余人准备上路堵车", at=at
            )

    def report(self, walk: Walk, account: Account, to: ReportedTo, day: date = FIRST_DAY) -> UrgentReport:
        with on_day(day) as at:
            return coming.report_urgent(
                actor=walk.actor(account, day),
                petition_id=walk.id,
                to=to,
                to_name="县委办公室值班室",
                told_at=at,
                at=at,
            )

    def test_its_own_clock_runs_until_the_leadership_was_told(self, cast: Cast) -> None:
        walk = Walk(cast).to_registered()
        self.mark(walk, cast.registrar)
        assert walk.matter.track == Track.URGENT
        assert (walk.matter.due_term, walk.matter.due_on) == ("URGENT_REPORT", FIRST_DAY + timedelta(days=1))
        self.report(walk, cast.registrar, ReportedTo.SUPERIOR_OFFICE)
        assert walk.matter.due_term == "URGENT_REPORT"
        self.report(walk, cast.office_leader, ReportedTo.OWN_LEADERSHIP)
        assert walk.matter.due_term == "XFB_ROUTE"
        assert UrgentReport.objects.count() == 2

    def test_passing_the_matter_on_does_not_end_the_duty_to_report(self, cast: Cast) -> None:
        walk = Walk(cast).to_registered().classify()
        self.mark(walk, cast.registrar)
        walk.refer(FIRST_DAY)
        assert walk.matter.due_term == "URGENT_REPORT"
        running = set(walk.matter.clocks.filter(stopped_on=None).values_list("term", flat=True))
        assert running == {"URGENT_REPORT", "ORG_NOTIFY_TRANSFER", "ORG_OBJECT"}

    def test_few_see_it(self, cast: Cast) -> None:
        walk = Walk(cast).to_registered().classify().refer(FIRST_DAY).accept(FIRST_DAY)
        self.mark(walk, cast.leader)
        for account, sees in (
            (cast.handler, True),
            (cast.leader, True),
            (cast.supervisor, True),
            (cast.registrar, True),
            (cast.second_handler, False),
            (cast.other_handler, False),
        ):
            actor = walk.actor(account, FIRST_DAY)
            assert petitions.visible_to(actor).filter(pk=walk.id).exists() is sees
            if not sees:
                with pytest.raises(NotAllowed):
                    petitions.petition_for(actor, walk.id, petitions.Doing.READ)

    def test_it_does_not_become_calm_before_it_was_reported(self, cast: Cast) -> None:
        walk = Walk(cast).to_registered()
        self.mark(walk, cast.registrar)
        leader, at = walk.actor(cast.office_leader, FIRST_DAY), at_noon(FIRST_DAY)
        with pytest.raises(Conflict, match="瞒报"):
            coming.end_urgency(actor=leader, petition_id=walk.id, reason="散了", at=at)
        self.report(walk, cast.office_leader, ReportedTo.OWN_LEADERSHIP)
        coming.end_urgency(actor=leader, petition_id=walk.id, reason="散了", at=at)
        assert walk.matter.track == Track.ORDINARY
        with pytest.raises(UnlawfulMove):
            self.report(walk, cast.office_leader, ReportedTo.OWN_LEADERSHIP)
