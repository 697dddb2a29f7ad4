"""A sealed matter and its people: names that come later, standing aside, who joined, sending it up."""

from datetime import date
from typing import Any

import pytest

from minqing.kernel.law.public import Conflict, NotAllowed, NotCompetent
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.notifications.public import notices_for
from minqing.kernel.people.public import Account, Duty, Organ, OrganKind, appoint
from minqing.kernel.search.models import SearchEntry
from minqing.petition import public as petitions
from minqing.petition.matter.sweeps import remind_of_due
from minqing.petition.models import SealedIdentity, SealedJoiner
from minqing.petition.public import Procedure, Purpose, clocks, coming_in, rights, sealed
from tests.cast import Cast, make_account, make_cast, make_organ
from tests.desks.staff import at_desk
from tests.factories.path import Walk, at_noon, on_day

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)
NAME, PHONE = "石敢当", "13977778888"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def report(cast: Cast, *, persons: Any = ()) -> Walk:
    walk = Walk(cast).hand_in(DAY, name=NAME, telephone=PHONE, title="反映收受好处").register(DAY)
    return walk.classify(DAY, Purpose.ACCUSATION, "", concerns_id=cast.housing.id, accused=persons)


def accused(name: str, **more: Any) -> tuple[sealed.AccusedPerson, ...]:
    return (sealed.AccusedPerson(name, **more),)


def higher_inspection() -> Organ:
    organ = make_organ("szjw", "巴中市纪委监委", OrganKind.DISCIPLINE)
    Organ.objects.filter(pk=organ.pk).update(outside=True)
    organ.refresh_from_db()
    return organ


class TestNamesThatComeLater:
    """Who is accused stays accused when an account is opened, renamed or promoted afterwards (30(3))."""

    def kept(self, walk: Walk, account: Account) -> bool:
        actor = walk.actor(account, DAY)
        listed = petitions.visible_to(actor).filter(pk=walk.id).exists()
        try:
            petitions.case_file(actor, walk.id, at_noon(DAY))
        except NotAllowed:
            assert not listed
            return True
        assert listed
        return False

    def test_an_account_opened_later_under_the_name_is_kept_away(self, cast: Cast) -> None:
        walk = report(cast, persons=accused("贾如实")).refer(DAY, cast.discipline)
        other = make_account("other", "甄不同", (cast.discipline, Duty.HANDLER, "干部"))
        man = make_account("mover", "贾如实", (cast.discipline, Duty.HANDLER, "干部"))
        assert (self.kept(walk, man), self.kept(walk, other)) == (True, False)

    def test_an_account_renamed_keeps_its_past_and_gets_that_of_its_new_name(self, cast: Cast) -> None:
        man = make_account("mover", "贾如实", (cast.discipline, Duty.HANDLER, "干部"))
        other = make_account("other", "甄不同", (cast.discipline, Duty.HANDLER, "干部"))
        walk = report(cast, persons=accused("贾如实")).refer(DAY, cast.discipline)
        Account.objects.filter(pk=man.pk).update(name="贾改名")
        Account.objects.filter(pk=other.pk).update(name="贾如实")
        for each in (man, other):
            each.refresh_from_db()
            assert self.kept(walk, each)

    def test_the_organ_an_accused_comes_to_head_later_is_kept_away(self, cast: Cast) -> None:
        man = make_account("mover", "贾如实", (cast.civil_affairs, Duty.HANDLER, "科员"))
        walk = report(cast, persons=accused("贾如实")).refer(DAY, cast.discipline)
        both = make_account("both", "两头", (cast.civil_affairs, Duty.HANDLER, ""))
        appoint(account=both, organ=cast.discipline, duty=Duty.HANDLER, valid_from=DAY)
        assert not self.kept(walk, both)
        appoint(account=man, organ=cast.civil_affairs, duty=Duty.LEADER, valid_from=DAY)
        assert self.kept(walk, both)

    def test_such_an_account_is_neither_told_nor_made_responsible(self, cast: Cast) -> None:
        walk = report(cast, persons=accused("贾如实"))
        man = make_account("mover", "贾如实", (cast.discipline, Duty.REGISTRAR, ""))
        make_account("desk", "甄不同", (cast.discipline, Duty.REGISTRAR, ""))
        walk.refer(DAY, cast.discipline).accept(DAY, cast.discipline_handler)
        assert not [each for each in notices_for(man.pk) if each.subject_id == walk.id]
        appoint(account=man, organ=cast.discipline, duty=Duty.HANDLER, valid_from=DAY)
        with on_day(DAY) as at, pytest.raises(NotAllowed, match="应当回避"):
            petitions.assign_handler(
                actor=walk.actor(cast.discipline_handler, DAY),
                petition_id=walk.id,
                account_id=man.pk,
                at=at,
            )


def test_no_reminder_counts_a_report_to_whom_it_is_kept_from(cast: Cast) -> None:
    report(cast, persons=accused("贾如实")).refer(DAY, cast.discipline)
    clerks = [
        make_account(f"clerk{n}", name, (cast.discipline, Duty.REGISTRAR, "收文员"))
        for n, name in enumerate(("贾如实", "甄不同"))
    ]
    late = date(2027, 9, 14)
    with on_day(late):
        remind_of_due(late)
    counted = [any("超期" in each.title for each in notices_for(clerk.pk)) for clerk in clerks]
    assert counted == [False, True]


class TestWhoStandsAsideGetsNothing:
    def aside(self, walk: Walk, account: Account) -> None:
        with on_day(DAY) as at:
            sealed.declare_interest(
                actor=walk.actor(account, DAY), petition_id=walk.id, reason="信访人是我姐姐", at=at
            )

    def hand_over(self, walk: Walk, *recipients: Account) -> None:
        with on_day(DAY) as at:
            clocks.hand_over_caseload(
                actor=walk.actor(walk.cast.leader, DAY),
                from_account=walk.cast.handler.pk,
                organ_id=walk.cast.housing.pk,
                recipients=[each.pk for each in recipients],
                reason="调离",
                at=at,
            )

    def test_a_caseload_goes_past_whoever_stands_aside_and_is_refused_where_nobody_is_left(
        self, cast: Cast
    ) -> None:
        third = make_account("third", "许清平", (cast.housing, Duty.HANDLER, "科员"))
        walk = Walk(cast).hand_in(DAY).register(DAY).classify(DAY).refer(DAY)
        self.aside(walk, cast.second_handler)
        walk.accept(DAY)
        number = walk.matter.number
        assert number is not None
        with pytest.raises(NotAllowed, match=number) as refused:
            self.hand_over(walk, cast.second_handler)
        assert "请再选一位" in refused.value.reason
        assert refused.value.basis is not None
        assert walk.matter.handler_id == cast.handler.pk
        self.hand_over(walk, cast.second_handler, third)
        assert walk.matter.handler_id == third.pk

    def test_the_page_tells_who_stands_aside_on_what_ground_and_under_which_article(self, cast: Cast) -> None:
        walk = Walk(cast).hand_in(DAY).register(DAY).classify(DAY).refer(DAY).accept(DAY)
        self.aside(walk, cast.handler)
        with on_day(DAY):
            page = at_desk(cast.leader).get(f"/desk/matters/{walk.id}/").content.decode()
        panel = page[page.index('id="recusal"') :]
        for words in (
            cast.handler.name,
            "本人声明回避",
            "信访人是我姐姐",
            "第二十八条第三款",
            "另行指定承办人",
        ):
            assert words in panel

    def test_a_leader_who_stands_aside_hears_nothing_more_of_it_though_their_post_would(
        self, cast: Cast
    ) -> None:
        walk = Walk(cast).hand_in(DAY).register(DAY).classify(DAY).refer(DAY).accept(DAY)
        self.aside(walk, cast.leader)
        walk.draft(DAY)
        before = len(notices_for(cast.leader.pk))
        walk.submit(DAY)
        assert len(notices_for(cast.leader.pk)) == before


class TestCorrectionOfWhoReports:
    def test_it_is_put_into_the_compartment_and_nowhere_else(self, cast: Cast) -> None:
        walk = report(cast)
        with on_day(DAY) as at:
            row = rights.ask_right(
                actor=petitions.petitioner_of(walk.matter),
                petition_id=walk.id,
                kind=rights.Right.CORRECTION,
                text="名字写错了",
                field="name",
                wanted="石敢为",
                at=at,
            )
            rights.answer_right(
                actor=walk.actor(cast.registrar, DAY),
                request_id=row.pk,
                granted=True,
                decision="核对属实，已更正。",
                identity_checked="当面核对身份证原件",
                at=at,
            )
        identity = SealedIdentity.objects.select_related("person").get(petition=walk.matter)
        assert identity.name == "石敢为"
        assert identity.person is not None
        assert identity.person.telephone == PHONE
        assert (walk.matter.petitioner_id, walk.matter.petitioner_name) == (None, sealed.SEALED_NAME)
        entry = SearchEntry.objects.get(subject_id=walk.id)
        assert "石敢为" not in "".join(str(value) for value in entry.__dict__.values())

    def test_no_registrar_on_the_accused_side_learns_that_it_was_asked_for(self, cast: Cast) -> None:
        clerk = make_account("clerk", "贾如实", (cast.petition_office, Duty.REGISTRAR, ""))
        walk = report(cast, persons=accused("贾如实"))
        with on_day(DAY) as at:
            rights.ask_right(
                actor=petitions.petitioner_of(walk.matter),
                petition_id=walk.id,
                kind=rights.Right.ACCESS,
                text="要一份",
                at=at,
            )
            assert rights.rights_waiting(walk.actor(clerk, DAY)) == []
            assert len(rights.rights_waiting(walk.actor(cast.registrar, DAY))) == 1
            assert not [each for each in notices_for(clerk.pk) if each.subject_id == walk.id]


class TestSealedAndSentUpInOneStep:
    """A report about the registrar's own leaders or organ leaves their hands in the act that seals it."""

    @staticmethod
    def send(walk: Walk, concerns: Organ, persons: Any = (), organ: Organ | None = None) -> None:
        with on_day(DAY) as at:
            sealed.seal_and_send_up(
                actor=walk.actor(walk.cast.registrar, DAY),
                petition_id=walk.id,
                concerns_id=concerns.pk,
                accused=persons,
                organ_id=organ.pk if organ else None,
                at=at,
            )

    @staticmethod
    def registered(cast: Cast) -> Walk:
        return Walk(cast).hand_in(DAY, name=NAME, telephone=PHONE, title="反映收受好处").register(DAY)

    def test_about_the_countys_leaders_it_goes_to_the_next_higher_inspection_and_out_of_sight(
        self, cast: Cast
    ) -> None:
        higher, walk = higher_inspection(), self.registered(cast)
        with pytest.raises(NotCompetent, match="应当回避"):
            walk.classify(DAY, Purpose.ACCUSATION, "", concerns_id=cast.county.id, content_class="")
        managed = accused("某县领导", title="副县长", managed_by=sealed.ManagedBy.PREFECTURE)
        self.send(walk, cast.county, managed)
        matter = walk.matter
        assert (matter.sealed, matter.petitioner_id, matter.holder_id) == (True, None, higher.id)
        assert (matter.state, matter.due_term) == ("referred", "JJKG_NOTIFY")
        for account in (cast.registrar, cast.office_leader, cast.supervisor, cast.steward, cast.handler):
            actor = walk.actor(account, DAY)
            assert not petitions.visible_to(actor).filter(pk=walk.id).exists()
            assert not [each for each in notices_for(account.pk) if each.subject_id == walk.id]
            with pytest.raises(NotAllowed):
                petitions.case_file(actor, walk.id, at_noon(DAY))
        names = [entry.name for entry in entries_of(walk.id)]
        assert names.count("petition.classified") == 1
        assert names.count("petition.referred") == 1

    def test_about_a_colleague_of_the_office_it_goes_to_the_countys_inspection(self, cast: Cast) -> None:
        walk = self.registered(cast)
        self.send(walk, cast.petition_office, accused("孙建业", title="局长"))
        assert walk.matter.holder_id == cast.discipline.id
        assert petitions.visible_to(walk.actor(cast.discipline_handler, DAY)).filter(pk=walk.id).exists()
        assert not petitions.visible_to(walk.actor(cast.registrar, DAY)).filter(pk=walk.id).exists()
        walk.accept(DAY, cast.discipline_handler)

    def test_without_a_competent_organ_nothing_is_sealed_and_the_words_say_what_to_do(
        self, cast: Cast
    ) -> None:
        walk = self.registered(cast)
        with pytest.raises(NotCompetent, match="请先请系统管理员登记") as refused:
            self.send(walk, cast.county)
        assert refused.value.basis is not None
        assert (walk.matter.sealed, walk.matter.petitioner_name) == (False, NAME)
        with pytest.raises(NotCompetent, match="不得将检举控告材料"):
            self.send(walk, cast.county, organ=cast.discipline)
        with pytest.raises(NotCompetent):
            self.send(walk, cast.petition_office, organ=cast.housing)
        assert not walk.matter.sealed

    def test_at_the_desk_it_is_one_form_and_leads_back_to_the_list(self, cast: Cast) -> None:
        walk = self.registered(cast)
        with on_day(DAY):
            client = at_desk(cast.registrar)
            here = f"/desk/matters/{walk.id}/"
            assert "do=send_up" in client.get(here).content.decode()
            assert "被反映的单位" in client.get(f"{here}?do=send_up").content.decode()
            form = {"concerns_id": str(cast.petition_office.pk), "accused": "孙建业，局长"}
            answer = client.post(f"{here}do/send_up/", form, follow=True)
            assert answer.redirect_chain == [("/desk/matters/", 302)]
            assert "已密封，已送有管理权限的纪检监察机关" in answer.content.decode()
            assert client.get(here).status_code == 404


class TestWhoJoinedIsSealedToo:
    def joint(self, cast: Cast) -> tuple[Walk, Any]:
        walk = Walk(cast).hand_in(DAY, name=NAME, telephone=PHONE, title="反映收受好处").register(DAY)
        with on_day(DAY) as at:
            joined = coming_in.add_joiner(
                actor=walk.actor(cast.registrar, DAY),
                petition_id=walk.id,
                name="金满仓",
                telephone="13655556666",
                at=at,
            )
        walk.classify(DAY, Purpose.ACCUSATION, "", concerns_id=cast.housing.id, content_class="")
        return walk, joined

    def test_names_leave_file_and_search_and_come_back_with_the_seal_taken_off(self, cast: Cast) -> None:
        walk, joined = self.joint(cast)
        joiner = coming_in.Joiner.objects.get(pk=joined.joiner.pk)
        assert (joiner.name, joiner.person_id) == (sealed.SEALED_NAME, None)
        entry = SearchEntry.objects.get(subject_id=walk.id)
        assert "金满仓" not in "".join(str(value) for value in entry.__dict__.values())
        with on_day(DAY):
            page = at_desk(cast.registrar).get(f"/desk/matters/{walk.id}/").content.decode()
        assert 'id="joint"' in page
        assert "金满仓" not in page
        assert "6666" not in page
        walk.classify(DAY, Purpose.CLAIM, Procedure.PETITION)
        joiner.refresh_from_db()
        assert joiner.name == "金满仓"
        assert joiner.person is not None
        assert not SealedJoiner.objects.exists()

    def test_they_open_their_page_and_are_told_apart_and_a_reason_on_record_shows_them(
        self, cast: Cast
    ) -> None:
        walk, joined = self.joint(cast)
        opened = coming_in.open_joint(joined.query_code, joined.tail)
        assert opened is not None
        registrar = walk.actor(cast.registrar, DAY)
        with on_day(DAY) as at:
            for name, telephone in (("金满仓", "13655556666"), (NAME, PHONE)):
                with pytest.raises(Conflict, match="已经在这件"):
                    coming_in.add_joiner(
                        actor=registrar, petition_id=walk.id, name=name, telephone=telephone, at=at
                    )
            more = coming_in.add_joiner(actor=registrar, petition_id=walk.id, name="银满仓", at=at)
            assert coming_in.Joiner.objects.get(pk=more.joiner.pk).name == sealed.SEALED_NAME
            shown = petitions.reveal_contact(
                actor=registrar, petition_id=walk.id, field="name", reason="核对代表", at=at
            )
        assert shown == f"{NAME}、金满仓、银满仓"
