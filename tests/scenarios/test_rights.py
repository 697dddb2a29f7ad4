"""What may be asked for beside the matter (个人信息保护法 45, 46, 50; 信访工作条例 28(3), 30(3), 46)."""

from datetime import timedelta
from typing import Any

import pytest

from minqing.kernel.documents.public.volumes import page_count
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import Entry
from minqing.kernel.notifications.public import Notice
from minqing.kernel.people.public import Account, Person
from minqing.petition import public as petitions
from minqing.petition.public import Doing, rights
from tests.cast import make_cast
from tests.factories.path import FIRST_DAY, Walk, on_day

pytestmark = pytest.mark.django_db
DAY = FIRST_DAY


@pytest.fixture
def walk() -> Walk:
    return Walk(make_cast()).to_handling(DAY)


def ask(walk: Walk, kind: str, **more: Any) -> rights.RightsRequest:
    with on_day(DAY) as at:
        return rights.ask_right(
            actor=petitions.petitioner_of(walk.matter), petition_id=walk.id, kind=kind, at=at, **more
        )


def answer(
    walk: Walk, row: rights.RightsRequest, account: Account, *, granted: bool = True, **more: Any
) -> rights.RightsRequest:
    with on_day(DAY) as at:
        return rights.answer_right(
            actor=walk.actor(account, DAY),
            request_id=row.pk,
            granted=granted,
            decision=more.pop("decision", "同意。"),
            at=at,
            **more,
        )


def test_a_copy_of_the_data_waits_for_the_identity_and_can_then_be_fetched_for_thirty_days(
    walk: Walk,
) -> None:
    row = ask(walk, "access")
    assert (row.owner, row.due_on > DAY, row.way) == (walk.cast.housing, True, "online")
    with pytest.raises(Conflict):
        ask(walk, "access")
    me = petitions.petitioner_of(walk.matter)
    with on_day(DAY) as at, pytest.raises(NotAllowed):
        rights.take_copy(actor=me, request_id=row.pk, at=at)
    with pytest.raises(NotAllowed):
        answer(walk, row, walk.cast.handler, identity_checked="身份证")
    with pytest.raises(Incomplete):
        answer(walk, row, walk.cast.leader)
    answer(walk, row, walk.cast.leader, identity_checked="当面核对居民身份证原件")
    with on_day(DAY) as at:
        taken = rights.take_copy(actor=me, request_id=row.pk, at=at)
        assert page_count(rights.data_copy(taken, DAY)) >= 1
    with on_day(DAY + timedelta(days=31)) as at, pytest.raises(NotAllowed):
        rights.take_copy(actor=me, request_id=row.pk, at=at)
    assert Entry.objects.filter(chain=walk.id, name="petition.data_copy_taken").count() == 1


def test_a_corrected_telephone_is_this_matters_and_changes_nobody_elses(walk: Walk) -> None:
    before = walk.matter.petitioner_id
    with pytest.raises(Incomplete):
        ask(walk, "correction", field="telephone")
    row = ask(walk, "correction", field="telephone", wanted="13900001234", text="换了号码")
    answer(walk, row, walk.cast.leader, identity_checked="当面核对", decision="已更正电话。")
    person = walk.matter.petitioner
    assert person is not None
    assert (person.telephone, person.pk != before) == ("13900001234", True)
    assert Person.objects.get(pk=before).telephone == "13800005678"


def test_a_refusal_says_why(walk: Walk) -> None:
    row = ask(walk, "correction", field="name", wanted="李桂花")
    with pytest.raises(Incomplete) as refusal:
        answer(walk, row, walk.cast.leader, granted=False, decision=" ")
    assert "写明理由" in refusal.value.reason
    done = answer(walk, row, walk.cast.leader, granted=False, decision="与身份证不符。")
    assert (done.status, walk.matter.petitioner_name) == ("refused", "李桂兰")
    assert page_count(rights.answer_paper(done)) == 1


def test_who_is_complained_of_finds_no_trace_of_it_anywhere(walk: Walk) -> None:
    before = (walk.matter.version, list(walk.matter.annexes), Entry.objects.filter(chain=walk.id).count())
    row = ask(walk, "conduct", text="承办人收了两条烟才肯看现场", about_organ_id=walk.cast.housing.id)
    assert row.owner == walk.cast.petition_office
    after = (walk.matter.version, list(walk.matter.annexes), Entry.objects.filter(chain=walk.id).count())
    assert after == before
    told = set(Notice.objects.filter(event_name="petition.right_asked").values_list("account", flat=True))
    assert told == {walk.cast.office_leader.pk}
    for account in (walk.cast.handler, walk.cast.leader, walk.cast.registrar, walk.cast.supervisor):
        actor = walk.actor(account, DAY)
        assert rights.rights_waiting(actor) == []
        with pytest.raises(NotAllowed):
            rights.right_for(actor, row.pk)
    assert rights.rights_of(walk.id, conduct=False) == []
    assert [each.pk for each in rights.rights_of(walk.id, conduct=True)] == [row.pk]
    done = answer(walk, row, walk.cast.office_leader, decision="已约谈，退还香烟，批评教育。")
    assert done.status == "granted"


def test_a_complaint_about_the_petition_office_goes_to_discipline_inspection(walk: Walk) -> None:
    row = ask(walk, "conduct", text="登记员态度生硬", about_organ_id=walk.cast.petition_office.id)
    assert row.owner == walk.cast.discipline
    with pytest.raises(NotAllowed):
        rights.right_for(walk.actor(walk.cast.office_leader, DAY), row.pk)


def test_whoever_is_to_stand_aside_no_longer_reads_the_matter_and_another_handler_is_named(
    walk: Walk,
) -> None:
    row = ask(walk, "recusal", text="承办人是施工队老板的弟弟")
    assert (row.about_account, row.owner) == (walk.cast.handler, walk.cast.housing)
    with pytest.raises(NotAllowed):
        answer(walk, row, walk.cast.handler)
    answer(walk, row, walk.cast.leader, decision="情况属实，同意回避。")
    assert walk.matter.handler is None
    with pytest.raises(NotAllowed):
        petitions.petition_for(walk.actor(walk.cast.handler, DAY), walk.id, Doing.READ)
    with on_day(DAY) as at:
        petitions.assign_handler(
            actor=walk.actor(walk.cast.leader, DAY),
            petition_id=walk.id,
            account_id=walk.cast.second_handler.pk,
            at=at,
        )
    assert walk.matter.handler == walk.cast.second_handler


def test_staff_write_down_at_the_counter_what_they_are_told(walk: Walk) -> None:
    with on_day(DAY) as at:
        row = rights.ask_right(
            actor=walk.actor(walk.cast.registrar, DAY),
            petition_id=walk.id,
            kind="access",
            way="counter",
            at=at,
        )
        with pytest.raises(NotAllowed):
            rights.ask_right(
                actor=walk.actor(walk.cast.other_handler, DAY), petition_id=walk.id, kind="access", at=at
            )
    assert (row.taken_by, row.way) == (walk.cast.registrar, "counter")


def test_a_complaint_told_at_the_counter_is_taken_by_nobody_of_the_organ_complained_of(walk: Walk) -> None:
    said: dict[str, Any] = {"petition_id": walk.id, "kind": "conduct", "text": "推诿，三次不见人"}
    with on_day(DAY) as at:
        with pytest.raises(NotAllowed):
            rights.ask_right(
                actor=walk.actor(walk.cast.handler, DAY), about_organ_id=walk.cast.housing.id, at=at, **said
            )
        row = rights.ask_right(
            actor=walk.actor(walk.cast.registrar, DAY), about_organ_id=walk.cast.housing.id, at=at, **said
        )
    assert (row.owner, row.taken_by) == (walk.cast.petition_office, walk.cast.registrar)
