"""Lead organ and co-handlers: each with question, deadline and opinion (信访工作条例 24(1), 28(1), 30(3))."""

from datetime import date, timedelta

import pytest

from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, NotCompetent
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.notifications.public import Notice
from minqing.kernel.people.public import Account, Organ
from minqing.petition import public as petitions
from minqing.petition.public import Doing, State, handling
from minqing.petition.public.handling import CoHandling
from tests.cast import make_cast
from tests.factories.path import FIRST_DAY, Walk, at_noon, on_day

pytestmark = pytest.mark.django_db
DAY = FIRST_DAY
DUE = DAY + timedelta(days=10)
QUESTION = "塌方路段的土地权属是谁的？"


def ask(walk: Walk, organ: Organ | None = None, due: date = DUE, question: str = QUESTION) -> CoHandling:
    with on_day(DAY) as at:
        return handling.ask_co_opinion(
            actor=walk.actor(walk.cast.handler, DAY),
            petition_id=walk.id,
            organ_id=(organ or walk.cast.resources).id,
            question=question,
            due_on=due,
            at=at,
        )


def give(walk: Walk, row: CoHandling, account: Account, opinion: str = "属村集体所有。") -> CoHandling:
    with on_day(DAY) as at:
        return handling.give_co_opinion(
            actor=walk.actor(account, DAY),
            petition_id=walk.id,
            co_handling_id=row.id,
            opinion=opinion,
            at=at,
        )


def test_a_co_handler_answers_in_time_and_the_lead_organ_goes_on() -> None:
    """When another organ is asked it reads and answers; until then the opinion may not go up."""
    walk = Walk(make_cast()).to_handling(DAY)
    cast, helper = walk.cast, walk.actor(walk.cast.other_handler, DAY)
    with pytest.raises(NotAllowed):
        petitions.petition_for(helper, walk.id, Doing.READ)

    row = ask(walk)
    clock = walk.matter.clocks.get(term="CO_OPINION")
    assert (clock.organ, clock.due_on, clock.stopped_on) == (cast.resources, DUE, None)
    assert walk.matter.due_term == "HANDLE"
    assert petitions.petition_for(helper, walk.id, Doing.READ).id == walk.id
    assert list(petitions.visible_to(helper)) == [walk.matter]
    assert [work.row.id for work in handling.co_work(helper, DAY)] == [row.id]
    assert Notice.objects.filter(account=cast.other_handler, event_name="petition.co_opinion_asked").exists()

    walk.draft(DAY)
    with pytest.raises(Conflict) as refusal:
        walk.submit(DAY)
    assert refusal.value.reason.startswith("通江县自然资源局的协办意见还没有到")
    assert walk.matter.state == State.HANDLING

    give(walk, row, cast.other_handler)
    assert walk.matter.clocks.get(term="CO_OPINION").stopped_on == DAY
    assert Notice.objects.filter(account=cast.handler, event_name="petition.co_opinion_given").count() == 1
    assert handling.co_work(helper, DAY) == []
    walk.submit(DAY)
    opinion = walk.approve(DAY)
    paper = petitions.case_file(walk.actor(cast.handler, DAY), walk.id, at_noon(DAY)).papers
    issued = next(each.document for each in paper if each.document.id == opinion.document_id)
    assert "通江县自然资源局" in issued.data["facts"]


def test_what_was_asked_late_or_of_the_wrong_organ_is_refused_and_nothing_is_written() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    before = entries_of(walk.id).count()
    for due in (DAY, walk.matter.due_on + timedelta(days=1)):  # type: ignore[operator]
        with pytest.raises(Incomplete):
            ask(walk, due=due)
    with pytest.raises(Conflict):
        ask(walk, walk.cast.housing)
    with pytest.raises(Incomplete):
        ask(walk, question=" ")
    assert entries_of(walk.id).count() == before
    assert (walk.matter.co_organs, walk.matter.annexes) == ([], [])
    ask(walk)
    with pytest.raises(Conflict):
        ask(walk)


def test_the_organ_complained_of_is_never_asked_to_help() -> None:
    walk = Walk(make_cast()).hand_in(DAY).register(DAY)
    walk.classify(DAY, concerns_id=walk.cast.resources.id)
    walk.refer(DAY).accept(DAY)
    with pytest.raises(NotCompetent) as refusal:
        ask(walk)
    assert "应当回避" in refusal.value.reason


def test_an_organ_that_declines_or_is_freed_no_longer_reads_the_file() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    cast, helper = walk.cast, walk.actor(walk.cast.other_handler, DAY)
    row = ask(walk)
    with on_day(DAY) as at:
        with pytest.raises(Incomplete):
            handling.decline_co_opinion(
                actor=helper, petition_id=walk.id, co_handling_id=row.id, reason="", at=at
            )
        handling.decline_co_opinion(
            actor=helper, petition_id=walk.id, co_handling_id=row.id, reason="权属资料在档案馆", at=at
        )
    assert walk.matter.co_organs == []
    with pytest.raises(NotAllowed):
        petitions.petition_for(helper, walk.id, Doing.READ)

    second = ask(walk)
    with on_day(DAY) as at:
        actor = walk.actor(cast.handler, DAY)
        handling.remind_co_opinion(actor=actor, petition_id=walk.id, co_handling_id=second.id, at=at)
        with pytest.raises(Conflict):
            handling.remind_co_opinion(actor=actor, petition_id=walk.id, co_handling_id=second.id, at=at)
        handling.withdraw_co_opinion(
            actor=actor, petition_id=walk.id, co_handling_id=second.id, reason="已另行查清", at=at
        )
    assert walk.matter.co_organs == []
    assert not walk.matter.clocks.filter(term="CO_OPINION", stopped_on=None).exists()
    walk.draft(DAY)
    walk.submit(DAY)
    assert walk.matter.state == State.APPROVING


def test_nobody_answers_another_organs_question() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    row = ask(walk)
    ask(walk, walk.cast.civil_affairs)
    for account in (walk.cast.handler, walk.cast.township_handler, walk.cast.registrar):
        with pytest.raises(NotAllowed):
            give(walk, row, account)
    assert CoHandling.objects.get(pk=row.pk).status == "asked"


def test_whoever_helps_sees_the_letter_but_neither_the_draft_nor_the_internal_notes() -> None:
    walk = Walk(make_cast()).to_handling(DAY)
    cast = walk.cast
    with on_day(DAY) as at:
        handler = walk.actor(cast.handler, DAY)
        petitions.add_note(actor=handler, petition_id=walk.id, text="内部记录", at=at)
    ask(walk)
    walk.draft(DAY)
    helper = walk.actor(cast.other_handler, DAY)
    with on_day(DAY) as at:
        seen = petitions.case_file(helper, walk.id, at)
        assert (seen.opinion, seen.answers) == (None, ())
        assert not [note for note in seen.notes if note.text == "内部记录"]
        assert not [item for item in seen.timeline if item.words == "内部记录"]
        assert [person.fields for person in seen.people] == [()]
        with pytest.raises(NotAllowed):
            petitions.preview_opinion(helper, walk.id, at)
        full = petitions.case_file(handler, walk.id, at)
        assert full.opinion is not None
        assert [note for note in full.notes if note.text == "内部记录"]
