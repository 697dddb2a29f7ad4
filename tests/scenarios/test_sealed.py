"""A sealed matter: identity apart, accused persons kept away, cadre-management levels, standing aside."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from minqing.kernel.documents.public import documents_of
from minqing.kernel.law.public import Incomplete, NotAllowed, NotCompetent
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.notifications.public import Dispatch, notices_for
from minqing.kernel.people.public import Duty, Organ, OrganKind
from minqing.kernel.search.models import SearchEntry
from minqing.petition import public as petitions
from minqing.petition.models import SealedIdentity
from minqing.petition.public import Criteria, Petition, Procedure, Purpose, sealed
from minqing.petition.reads.coming_in import alike
from minqing.petition.reads.sealed_papers import refuse_unrevealed
from tests.cast import Cast, make_account, make_cast, make_organ
from tests.factories.path import Walk, at_noon, on_day

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)
NAME, PHONE = "石敢当", "13977778888"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def report(cast: Cast, *, concerns: Organ | None = None, persons: Any = (), **said: Any) -> Walk:
    walk = Walk(cast).hand_in(DAY, **{"name": NAME, "telephone": PHONE, "title": "反映收受好处", **said})
    organ = concerns or cast.housing
    return walk.register(DAY).classify(DAY, Purpose.ACCUSATION, "", concerns_id=organ.id, accused=persons)


def accused(name: str, **more: Any) -> tuple[sealed.AccusedPerson, ...]:
    return (sealed.AccusedPerson(name, **more),)


class TestTheIdentityIsApart:
    def test_the_file_and_the_search_name_nobody_and_moving_back_restores_both(self, cast: Cast) -> None:
        walk = report(cast, body=f"我是{NAME}，我反映科长收受好处。")
        matter = walk.matter
        assert (matter.petitioner_id, matter.petitioner_name) == (None, sealed.SEALED_NAME)
        assert SealedIdentity.objects.get(petition=matter).name == NAME
        registrar = walk.actor(cast.registrar, DAY)
        for words in (NAME, PHONE):
            assert not petitions.matching(registrar, Criteria(text=words), DAY).exists()
        assert petitions.matching(registrar, Criteria(text="收受好处"), DAY).get() == matter
        walk.classify(DAY, Purpose.CLAIM, Procedure.PETITION)
        matter = walk.matter
        assert (matter.petitioner_name, matter.sealed) == (NAME, False)
        assert not SealedIdentity.objects.exists()

    def test_the_database_itself_holds_no_sealed_row_with_a_person(self, cast: Cast) -> None:
        walk = Walk(cast).hand_in(DAY).register(DAY)
        with pytest.raises(IntegrityError, match="sealed_without_person"), transaction.atomic():
            Petition.objects.filter(pk=walk.id).update(sealed=True)

    def test_each_reveal_needs_a_reason_and_is_recorded(self, cast: Cast) -> None:
        walk = report(cast)
        actor = walk.actor(cast.registrar, DAY)
        case = petitions.case_file(actor, walk.id, at_noon(DAY))
        shown = repr(case.people)
        assert NAME not in shown
        assert "5678" not in shown
        paper = documents_of(walk.id).first()
        assert paper is not None
        with pytest.raises(Incomplete, match="密封的姓名"):
            refuse_unrevealed(actor, walk.matter, paper)
        with on_day(DAY) as at:
            with pytest.raises(Incomplete):
                petitions.reveal_contact(actor=actor, petition_id=walk.id, field="name", reason=" ", at=at)
            shown = petitions.reveal_contact(
                actor=actor, petition_id=walk.id, field="name", reason="核对来人身份", at=at
            )
        assert shown == NAME
        assert entries_of(walk.id).filter(name="petition.contact_revealed").count() == 1
        refuse_unrevealed(actor, walk.matter, paper)

    def test_the_reporter_still_hears_of_it_and_opens_it_by_code(self, cast: Cast) -> None:
        walk = report(cast)
        sent = Dispatch.objects.filter(subject_id=walk.id).count()
        walk.refer(DAY, cast.discipline).accept(DAY, cast.discipline_handler)
        assert Dispatch.objects.filter(subject_id=walk.id).count() > sent
        assert walk.handed is not None
        opened = petitions.open_by_code(walk.handed.query_code, walk.handed.tail)
        assert opened is not None
        assert petitions.petitioner_of(opened).petition_id == walk.id

    def test_a_second_report_is_found_by_those_entitled_and_by_no_plain_matter(self, cast: Cast) -> None:
        first, second = report(cast), report(cast, title="再次反映")
        plain = Walk(cast).hand_in(DAY, name=NAME, telephone=PHONE, title="路灯坏了").register(DAY)
        actor = first.actor(cast.registrar, DAY)
        same = [each.petition.id for each in alike(actor, second.matter) if "同一位信访人" in each.reasons]
        assert same == [first.id]
        for_plain = [
            each.petition.id for each in alike(actor, plain.matter) if "同一位信访人" in each.reasons
        ]
        assert for_plain == []

    def test_letters_between_organs_do_not_name_the_reporter_in_the_data_kept(self, cast: Cast) -> None:
        walk = report(cast).refer(DAY, cast.discipline)
        letters = [d for d in documents_of(walk.id) if d.kind == "referral_letter"]
        assert [letter.data["petitioner_name"] for letter in letters] == [sealed.SEALED_NAME]

    def test_no_plain_matter_is_written_as_a_repeat_of_a_report(self, cast: Cast) -> None:
        walk = report(cast)
        with pytest.raises(NotCompetent, match="密封"):
            Walk(cast).hand_in(DAY).register(DAY).classify(DAY, repeat_of=walk.id)


class TestTheAccusedPerson:
    def test_an_accused_account_is_kept_away_at_every_post_it_holds(self, cast: Cast) -> None:
        man = make_account("mover", "贾如实", (cast.discipline, Duty.HANDLER, "干部"))
        walk = report(cast, persons=accused("贾如实", title="原科长"))
        walk.refer(DAY, cast.discipline)
        actor = walk.actor(man, DAY)
        with pytest.raises(NotAllowed):
            petitions.case_file(actor, walk.id, at_noon(DAY))
        assert not petitions.visible_to(actor).exists()
        assert petitions.visible_to(walk.actor(cast.discipline_handler, DAY)).exists()

    def test_the_organ_an_accused_heads_and_those_beneath_are_kept_away(self, cast: Cast) -> None:
        walk = report(cast, concerns=cast.township, persons=accused("郑小川"))
        station = make_organ("zrz", "自然资源所", OrganKind.OTHER, cast.resources)
        inspector = make_account(
            "both", "两头", (station, Duty.HANDLER, ""), (cast.discipline, Duty.HANDLER, "")
        )
        walk.refer(DAY, cast.discipline)
        assert not petitions.visible_to(walk.actor(inspector, DAY)).exists()


class TestCadreManagement:
    @staticmethod
    def higher() -> Organ:
        organ = make_organ("szjw", "巴中市纪委监委", OrganKind.DISCIPLINE)
        Organ.objects.filter(pk=organ.pk).update(outside=True)
        organ.refresh_from_db()
        return organ

    def test_a_cadre_of_the_county_goes_to_its_own_discipline_inspection(self, cast: Cast) -> None:
        higher, walk = self.higher(), report(cast)
        assert [organ.id for organ in sealed.competent_inspection(walk.matter).organs] == [cast.discipline.id]
        with pytest.raises(NotCompetent, match="按照干部管理权限"):
            walk.refer(DAY, higher)
        walk.refer(DAY, cast.discipline)

    def test_a_cadre_managed_above_goes_above(self, cast: Cast) -> None:
        persons = accused("某县领导", managed_by=sealed.ManagedBy.PREFECTURE)
        walk = report(cast, persons=persons)
        with pytest.raises(NotCompetent, match="先登记该机关"):
            walk.refer(DAY, cast.discipline)
        higher = self.higher()
        with pytest.raises(NotCompetent, match="巴中市纪委监委"):
            walk.refer(DAY, cast.discipline)
        walk.refer(DAY, higher)
        assert walk.matter.holder_id == higher.id

    def test_the_head_of_discipline_inspection_is_reported_to_the_next_higher_one(self, cast: Cast) -> None:
        make_account("chief", "纪书记", (cast.discipline, Duty.LEADER, "书记"))
        higher, walk = self.higher(), report(cast, persons=accused("纪书记"))
        with pytest.raises(NotCompetent) as refused:
            walk.refer(DAY, cast.discipline)
        assert refused.value.basis is not None
        walk.refer(DAY, higher)

    def test_a_report_in_ones_own_name_is_answered_within_fifteen_working_days(self, cast: Cast) -> None:
        walk = report(cast).refer(DAY, cast.discipline)
        assert walk.matter.due_term == "JJKG_NOTIFY"
        # 20 September and 10 October 2026 are worked on, 25-27 September and 1-7 October are not.
        assert walk.matter.due_on == date(2026, 10, 10)
        walk.accept(DAY, cast.discipline_handler)
        stopped = walk.matter.clocks.get(term="JJKG_NOTIFY")
        assert stopped.stopped_on == DAY


class TestStandingAside:
    def test_who_declares_an_interest_reads_no_further_and_another_is_named(self, cast: Cast) -> None:
        walk = Walk(cast).hand_in(DAY).register(DAY).classify(DAY).refer(DAY).accept(DAY)
        actor = walk.actor(cast.handler, DAY)
        with on_day(DAY) as at:
            with pytest.raises(Incomplete):
                sealed.declare_interest(actor=actor, petition_id=walk.id, reason="", at=at)
            sealed.declare_interest(actor=actor, petition_id=walk.id, reason="信访人是我姐姐", at=at)
        assert walk.matter.handler_id is None
        assert not petitions.visible_to(actor).filter(pk=walk.id).exists()
        assert not [each for each in notices_for(cast.handler.id) if each.subject_id == walk.id]
        assert next(iter(notices_for(cast.leader.id))).title.startswith("有人声明回避")
        with on_day(DAY) as at:
            leader = walk.actor(cast.leader, DAY)
            with pytest.raises(NotAllowed, match="应当回避"):
                petitions.assign_handler(actor=leader, petition_id=walk.id, account_id=cast.handler.id, at=at)
            petitions.assign_handler(
                actor=leader, petition_id=walk.id, account_id=cast.second_handler.id, at=at
            )
        assert entries_of(walk.id).filter(name="petition.interest_declared").count() == 1


def test_the_search_holds_no_letter_of_the_name(cast: Cast) -> None:
    walk = report(cast)
    entry = SearchEntry.objects.get(subject_id=walk.id)
    held = "".join(str(value) for value in entry.__dict__.values())
    assert NAME not in held
    assert PHONE not in held
