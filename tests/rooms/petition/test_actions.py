"""Each action: what it does, and that a refusal writes nothing. Success and refusal share their set-up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from minqing.kernel.documents.public import DeliveryWay
from minqing.kernel.law.public import (
    Conflict,
    Incomplete,
    NotAllowed,
    NotCompetent,
    Refused,
    TooLate,
    UnlawfulMove,
)
from minqing.kernel.ledger.public import Entry, entries_of
from minqing.kernel.notifications.public import Dispatch, Notice
from minqing.kernel.people.public import Organ, Person, petitioner_actor
from minqing.kernel.places.public import import_divisions
from minqing.petition import public as petitions
from minqing.petition.public import AnswerDraft, Channel, Mode, Note, Outcome, Petition, State, Statement
from tests.cast import Cast, make_cast
from tests.factories.path import CHECKLIST, FIRST_DAY, STATEMENT, Walk, fresh_key, on_day

pytestmark = pytest.mark.django_db
DAY = FIRST_DAY


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def refused(kind: type[Refused], act: Callable[[], object]) -> Refused:
    """Return the refusal of an act, having checked that it wrote nothing."""
    before = (list(Petition.objects.order_by("id").values()), Entry.objects.count(), Note.objects.count())
    with pytest.raises(kind) as raised:
        act()
    assert before == (
        list(Petition.objects.order_by("id").values()),
        Entry.objects.count(),
        Note.objects.count(),
    )
    return raised.value


def test_a_county_brought_in_later_names_the_numbers_from_then_on(cast: Cast) -> None:
    assert Walk(cast).hand_in().register().matter.number == "信访局信〔2026〕1号"
    import_divisions([
        {"code": "51", "name": "四川省"},
        {"code": "5119", "name": "巴中市"},
        {"code": "511921", "name": "通江县"},
    ])  # fmt: skip
    assert Walk(cast).hand_in().register().matter.number == "通信〔2026〕1号"
    assert Walk(cast).hand_in().register().matter.number == "通信〔2026〕2号"


def test_handing_in_twice_with_one_key_makes_one_matter(cast: Cast) -> None:
    key = fresh_key()
    first = Walk(cast).hand_in(idempotency_key=key).handed
    second = Walk(cast).hand_in(idempotency_key=key).handed
    assert first is not None
    assert second is not None
    assert (first.created, second.created) == (True, False)
    assert (first.petition, first.query_code, first.tail) == (second.petition, second.query_code, second.tail)
    assert Person.objects.count() == 1
    refused(Conflict, lambda: Walk(cast).hand_in(idempotency_key=key, body="另外一件事"))


def test_a_letter_without_a_telephone_gets_four_digits_that_stay_the_same(cast: Cast) -> None:
    key = fresh_key()
    first = Walk(cast).hand_in(telephone="", idempotency_key=key).handed
    again = Walk(cast).hand_in(telephone="", idempotency_key=key).handed
    assert first is not None
    assert again is not None
    assert first.tail == again.tail
    assert petitions.open_by_code(first.query_code.lower(), first.tail) == first.petition
    wrong = f"{(int(first.tail) + 1) % 10_000:04d}"
    assert petitions.open_by_code(first.query_code, wrong) is None
    assert petitions.open_by_code("ZZZZZZZZZZ", first.tail) is None


def test_an_anonymous_letter_has_no_person_and_a_named_one_is_remembered(cast: Cast) -> None:
    Walk(cast).hand_in(name="", telephone="", anonymous=True)
    assert Person.objects.count() == 0
    Walk(cast).hand_in()
    Walk(cast).hand_in()
    assert Person.objects.count() == 1
    assert set(Petition.objects.values_list("petitioner_name", flat=True)) == {"匿名", "李桂兰"}


def test_a_faulty_statement_names_every_field(cast: Cast) -> None:
    walk = Walk(cast, statement=replace(STATEMENT, body="", requests=(), name=""))
    refusal = refused(petitions.StatementIncomplete, walk.hand_in)
    assert isinstance(refusal, petitions.StatementIncomplete)
    assert [p.field for p in refusal.problems] == ["body", "requests", "name"]


def test_staff_write_letters_down_at_their_own_organ_only(cast: Cast) -> None:
    walk = Walk(cast)
    registrar = walk.actor(cast.registrar, DAY)
    walk.hand_in(actor=registrar, channel=Channel.LETTER, received_on=date(2026, 9, 11))
    assert walk.matter.received_by == cast.petition_office
    assert walk.matter.received_on == date(2026, 9, 11)
    refused(NotAllowed, lambda: Walk(cast).hand_in(actor=registrar, organ_id=cast.housing.id))
    refused(NotAllowed, lambda: Walk(cast).hand_in(actor=walk.actor(cast.handler, DAY)))
    direct = Walk(cast).hand_in(actor=walk.actor(cast.township_registrar, DAY), channel=Channel.VISIT)
    assert (direct.matter.received_by, direct.matter.due_term) == (cast.township, "ORG_NOTIFY_DIRECT")


def test_registering_twice_gives_one_number_and_one_receipt(cast: Cast) -> None:
    walk = Walk(cast).hand_in().register()
    number, entries = walk.matter.number, entries_of(walk.id).count()
    walk.register()
    assert walk.matter.number == number
    assert entries_of(walk.id).count() == entries
    other = Walk(cast).hand_in().register()
    assert (number, other.matter.number) == ("信访局信〔2026〕1号", "信访局信〔2026〕2号")
    walk.classify().refer(DAY)
    refused(NotAllowed, walk.register)


def test_a_page_that_is_out_of_date_moves_nothing(cast: Cast) -> None:
    walk = Walk(cast).to_registered()
    with on_day(DAY) as at:
        actor = walk.actor(cast.registrar, DAY)
        refused(
            Conflict,
            lambda: petitions.refer_petition(
                actor=actor,
                petition_id=walk.id,
                organ_id=cast.housing.id,
                mode=Mode.TRANSFER,
                version=walk.matter.version - 1,
                at=at,
            ),
        )
        petitions.refer_petition(
            actor=actor,
            petition_id=walk.id,
            organ_id=cast.housing.id,
            mode=Mode.TRANSFER,
            version=walk.matter.version,
            at=at,
        )
    assert walk.matter.state == State.REFERRED


def test_a_referral_needs_a_classification_a_living_organ_and_the_right_desk(cast: Cast) -> None:
    walk = Walk(cast).hand_in().register()
    assert refused(Incomplete, lambda: walk.refer(DAY)).basis is not None
    walk.classify()
    Organ.objects.filter(pk=cast.resources.pk).update(active=False)
    refused(NotCompetent, lambda: walk.refer(DAY, cast.resources))
    refused(NotCompetent, lambda: walk.refer(DAY, cast.village))
    refused(Incomplete, lambda: walk.refer(DAY, mode=Mode.ASSIGN))
    with on_day(DAY) as at:
        refused(
            NotAllowed,
            lambda: petitions.refer_petition(
                actor=walk.actor(cast.handler, DAY),
                petition_id=walk.id,
                organ_id=cast.housing.id,
                mode=Mode.TRANSFER,
                at=at,
            ),
        )
    walk.refer(DAY, mode=Mode.ASSIGN, requirement="入户核实", report_by=date(2026, 10, 12))
    assert walk.matter.due_term == "ORG_NOTIFY_TRANSFER"
    walk.accept(DAY)
    assert (walk.matter.due_term, walk.matter.due_on) == ("ASSIGN_REPORT", date(2026, 10, 12))


def test_a_department_accepts_what_was_handed_to_it_directly(cast: Cast) -> None:
    walk = Walk(cast).hand_in(actor=Walk(cast).actor(cast.township_registrar, DAY), channel=Channel.VISIT)
    actor = walk.actor(cast.township_registrar, DAY)
    with on_day(DAY) as at:
        petitions.register_petition(actor=actor, petition_id=walk.id, at=at)
        refused(
            Incomplete,
            lambda: petitions.accept_petition(
                actor=walk.actor(cast.township_handler, DAY), petition_id=walk.id, at=at
            ),
        )
        petitions.classify_petition(
            actor=actor, petition_id=walk.id, purpose=petitions.Purpose.CLAIM, procedure="31-6", at=at
        )
    walk.accept(DAY, cast.township_handler)
    matter = walk.matter
    assert (matter.state, matter.handling, matter.due_term) == (State.HANDLING, cast.township, "HANDLE")
    office = Walk(cast).to_registered()
    refused(UnlawfulMove, lambda: office.accept(DAY, cast.registrar))


def test_the_handler_changes_only_to_somebody_of_the_organ_and_is_told(cast: Cast) -> None:
    walk = Walk(cast).to_handling()
    leader = walk.actor(cast.leader, DAY)
    with on_day(DAY) as at:
        refused(
            NotAllowed,
            lambda: petitions.assign_handler(
                actor=leader, petition_id=walk.id, account_id=cast.other_handler.pk, at=at
            ),
        )
        petitions.assign_handler(actor=leader, petition_id=walk.id, account_id=cast.second_handler.pk, at=at)
    assert walk.matter.handler == cast.second_handler
    assert Notice.objects.filter(account=cast.second_handler, event_name="petition.assigned").count() == 1


def test_notes_and_material_stay_on_the_file_and_pause_no_clock(cast: Cast) -> None:
    walk = Walk(cast).to_handling()
    due, handler = walk.matter.due_on, walk.actor(cast.handler, DAY)
    with on_day(DAY) as at:
        petitions.add_note(actor=handler, petition_id=walk.id, text="已到现场", at=at)
        petitions.ask_for_material(actor=handler, petition_id=walk.id, text="请补充照片", at=at)
        refused(Incomplete, lambda: petitions.add_note(actor=handler, petition_id=walk.id, text=" ", at=at))
        me = petitions.petitioner_of(walk.matter)
        petitions.add_material(actor=me, petition_id=walk.id, text="照片已补", at=at)
        refused(Incomplete, lambda: petitions.add_material(actor=me, petition_id=walk.id, text="", at=at))
        refused(
            NotAllowed,
            lambda: petitions.add_material(
                actor=petitioner_actor(), petition_id=walk.id, text="别人的", at=at
            ),
        )
    assert walk.matter.due_on == due
    shown = petitions.resident_view(walk.matter, DAY)
    assert [n.text for n in shown.material_asked] == ["请补充照片"]
    assert [n.text for n in shown.notes] == ["照片已补"]
    assert Notice.objects.filter(account=cast.handler, event_name="petition.material_added").exists()


def test_a_matter_is_withdrawn_with_a_reason_until_it_is_answered(cast: Cast) -> None:
    walk = Walk(cast).to_handling()
    with on_day(DAY) as at:
        me = petitions.petitioner_of(walk.matter)
        refused(
            Incomplete, lambda: petitions.withdraw_petition(actor=me, petition_id=walk.id, reason="", at=at)
        )
        petitions.withdraw_petition(actor=me, petition_id=walk.id, reason="已经解决", at=at)
    matter = walk.matter
    assert (matter.state, matter.due_on) == (State.WITHDRAWN, None)
    assert not matter.clocks.filter(stopped_on=None).exists()
    answered = Walk(cast).to_answered()
    with on_day(DAY) as at:
        refused(
            UnlawfulMove,
            lambda: petitions.withdraw_petition(
                actor=petitions.petitioner_of(answered.matter), petition_id=answered.id, reason="算了", at=at
            ),
        )


def test_an_opinion_is_kept_with_gaps_but_sent_up_only_whole(cast: Cast) -> None:
    walk = Walk(cast).to_handling().hear(DAY)
    handler = walk.actor(cast.handler, DAY)
    first = walk.matter.requests.get(seq=1)
    with on_day(DAY) as at:
        draft = petitions.save_opinion(
            actor=handler,
            petition_id=walk.id,
            facts="已查明",
            answers=(AnswerDraft(first.id, Outcome.SUPPORT, "已修复", "《公路法》", executed="已验收"),),
            at=at,
        )
        refusal = refused(
            Incomplete, lambda: petitions.submit_opinion(actor=handler, petition_id=walk.id, at=at)
        )
        assert refusal.reason == "答复还缺：第2项请求的处理意见、理由、法律法规依据。"
        refused(
            Conflict,
            lambda: petitions.save_opinion(
                actor=handler, petition_id=walk.id, facts="旧窗口", answers=(), version=0, at=at
            ),
        )
        refused(
            NotAllowed,
            lambda: petitions.save_opinion(
                actor=walk.actor(cast.leader, DAY), petition_id=walk.id, facts="x", answers=(), at=at
            ),
        )
    again = walk.draft(DAY)
    assert (again.pk, again.version) == (draft.pk, 2)
    walk.submit(DAY)
    assert Notice.objects.filter(account=cast.leader, event_name="petition.opinion_submitted").count() == 1


def test_approval_is_separate_from_drafting_and_sending_back_returns_the_draft(cast: Cast) -> None:
    walk = Walk(cast).to_approving()
    refused(NotAllowed, lambda: walk.approve(DAY, cast.handler))
    refused(NotAllowed, lambda: walk.approve(DAY, cast.other_leader))
    with on_day(DAY) as at:
        leader = walk.actor(cast.leader, DAY)
        refused(
            Incomplete,
            lambda: petitions.send_back_opinion(actor=leader, petition_id=walk.id, reason=" ", at=at),
        )
        petitions.send_back_opinion(actor=leader, petition_id=walk.id, reason="依据写到条", at=at)
    assert (walk.matter.state, walk.matter.sent_back) == (State.HANDLING, True)
    walk.draft(DAY)
    walk.submit(DAY)
    assert not walk.matter.sent_back
    opinion = walk.approve(DAY)
    assert opinion.approved_by == cast.leader
    assert walk.matter.state == State.ANSWERED


def test_delivery_needs_consent_for_electronic_ways_and_a_day_that_can_be(cast: Cast) -> None:
    walk = Walk(cast).to_answered(date(2026, 9, 15))
    refused(NotAllowed, lambda: walk.deliver(date(2026, 9, 16), DeliveryWay.ELECTRONIC))
    refused(Incomplete, lambda: walk.deliver(date(2026, 9, 16), delivered_on=date(2026, 9, 14)))
    refused(Incomplete, lambda: walk.deliver(date(2026, 9, 16), delivered_on=date(2026, 9, 17)))
    refused(Incomplete, lambda: walk.deliver(date(2026, 9, 16), DeliveryWay.POST))
    walk.deliver(date(2026, 9, 16), DeliveryWay.POST, details="XA123456789CN")
    assert walk.matter.state == State.DELIVERED
    agreed = Walk(cast).hand_in(electronic_delivery=True).register().classify().refer(DAY).accept(DAY)
    agreed.draft(DAY)
    agreed.submit(DAY).approve(DAY)
    agreed.deliver(DAY, DeliveryWay.ELECTRONIC)
    assert agreed.matter.state == State.DELIVERED


def test_only_the_petitioner_rates_once_within_the_window_even_after_closing(cast: Cast) -> None:
    walk = Walk(cast).to_delivered()
    refused(NotAllowed, lambda: walk.evaluate(DAY, walk.actor(cast.registrar, DAY)))
    refused(NotAllowed, lambda: walk.evaluate(DAY, petitioner_actor()))
    walk.close(DAY)
    last = walk.matter.clocks.get(term="EVALUATION_WINDOW").due_on
    late = Walk(cast).to_delivered()
    walk.evaluate(last)
    refused(Conflict, lambda: walk.evaluate(last))
    refused(TooLate, lambda: late.evaluate(date(2026, 12, 31)))


def test_closing_asks_for_the_whole_checklist_and_a_delivery(cast: Cast) -> None:
    walk = Walk(cast).to_answered()
    refused(UnlawfulMove, lambda: walk.close(DAY))
    walk.deliver(DAY)
    refused(Incomplete, lambda: walk.close(DAY, checklist={**CHECKLIST, "helped": ""}))
    refused(NotAllowed, lambda: walk.close(DAY, cast.leader))
    walk.close(DAY)
    assert walk.matter.state == State.CLOSED
    refused(UnlawfulMove, lambda: walk.close(DAY))


def test_a_contact_is_revealed_for_a_reason_that_stays_on_the_file(cast: Cast) -> None:
    walk = Walk(cast).to_handling()
    handler = walk.actor(cast.handler, DAY)
    with on_day(DAY) as at:

        def reveal(field: str, reason: str) -> str:
            return petitions.reveal_contact(
                actor=handler, petition_id=walk.id, field=field, reason=reason, at=at
            )

        refused(Incomplete, lambda: reveal("telephone", " "))
        refused(Incomplete, lambda: reveal("name", "核实"))
        refused(Incomplete, lambda: reveal("address", "核实"))
        assert reveal("telephone", "约时间入户") == "13800005678"
    assert entries_of(walk.id).filter(name="petition.contact_revealed").count() == 1
    assert Note.objects.get(petition=walk.id, shown_to_petitioner=False).text == "查看电话，理由：约时间入户"
    assert "13800005678" not in str(list(entries_of(walk.id).values_list("payload", flat=True)))


def test_messages_outside_never_say_what_the_matter_is_about(cast: Cast) -> None:
    Walk(cast).to_delivered()
    messages = list(Dispatch.objects.order_by("id"))
    assert [m.event_name for m in messages] == [
        "petition.registered",
        "petition.accepted",
        "petition.answered",
    ]
    assert all("塌方" not in m.body and "李桂兰" not in m.body for m in messages)


def test_an_imported_letter_keeps_its_own_day_and_author_and_comes_in_once(cast: Cast) -> None:
    statement = Statement(
        title="",
        body="来信正文",
        requests=(),
        name="张三丰",
        source_ref="letters:7",
        received_on=date(2009, 3, 4),
    )
    walk = Walk(cast, statement=statement).hand_in(actor=Walk(cast).actor(cast.registrar, DAY))
    again = Walk(cast, statement=statement).hand_in(actor=Walk(cast).actor(cast.registrar, DAY))
    assert again.id == walk.id
    assert walk.matter.received_on == date(2009, 3, 4)
    assert walk.matter.title == "来信正文"
    assert walk.matter.clocks.get().profile == "xf05"
