"""Matters that belong together, and those that go up: splitting, links, the urgent track."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Refused, UnlawfulMove
from minqing.kernel.ledger.public import entries_of, verify_chain
from minqing.kernel.notifications.public import notices_for
from minqing.kernel.people.public import Account
from minqing.petition import public as petitions
from minqing.petition.models import Link, UrgentReport
from minqing.petition.public import Attachment, Petition, Purpose, Track
from minqing.petition.public import coming_in as coming
from minqing.petition.public.coming_in import LinkKind, Part, ReportedTo
from tests.cast import Cast, make_cast
from tests.desks.gates.stage import with_file
from tests.factories.path import FIRST_DAY, STATEMENT, Walk, at_noon, on_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def names(petition_id: Any) -> list[str]:
    return [entry.name for entry in entries_of(petition_id)]


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

    def test_of_what_is_passed_on_only_the_registrars_of_the_next_organ_are_told(self, cast: Cast) -> None:
        walk = Walk(cast).to_registered().classify()
        self.mark(walk, cast.registrar)
        walk.refer(FIRST_DAY)
        for account in (cast.handler, cast.second_handler):
            assert not notices_for(account.id).filter(subject_id=walk.id).exists()
        assert notices_for(cast.office_leader.id).filter(subject_id=walk.id).exists()

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
