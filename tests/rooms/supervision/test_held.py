"""Cases leaders hold: who may, what is written down, when it stands still, what is never shown."""

from datetime import date, timedelta

import pytest
import time_machine

from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import entries_of
from minqing.kernel.notifications.public import Notice
from minqing.petition.public import Purpose
from minqing.supervision.jobs import remind_of_held_cases
from minqing.supervision.public import held
from minqing.supervision.public.held import Deed, Ending, Ground, HeldCase, HoldDraft
from tests.cast import Cast, make_cast
from tests.factories.days import at
from tests.factories.path import Walk

DAY = date(2026, 9, 16)
pytestmark = pytest.mark.django_db


@pytest.fixture
def walk() -> Walk:
    return Walk(make_cast()).to_handling()


def draft(cast: Cast, **changed: object) -> HoldDraft:
    said: dict[str, object] = {
        "leader_id": cast.leader.pk,
        "leader_organ_id": cast.housing.pk,
        "organ_id": cast.housing.pk,
        "ground": Ground.LONG,
        "plan": "一个月内修好，逐户签收。",
        "due_on": DAY + timedelta(days=60),
        "why": "来过三次。",
        **changed,
    }
    return HoldDraft(**said)  # type: ignore[arg-type]


def hold(walk: Walk, **changed: object) -> HeldCase:
    return held.hold_case(
        actor=walk.actor(walk.cast.supervisor, DAY),
        petition_id=walk.id,
        draft=draft(walk.cast, **changed),
        at=at(DAY),
    )


def test_a_case_is_held_by_one_leader_who_may_read_it_and_ends_with_proof_of_what_was_done(
    walk: Walk,
) -> None:
    cast = walk.cast
    with pytest.raises(NotAllowed):
        hold(walk, leader_id=cast.handler.pk)
    with pytest.raises(Conflict, match="看不到这件事项"):
        hold(walk, leader_id=cast.other_leader.pk, leader_organ_id=cast.resources.pk)
    assert not HeldCase.objects.exists()
    case = hold(walk)
    assert case.why == "来过三次。"
    assert Notice.objects.filter(account=cast.leader, event_name="supervision.case_held").count() == 1
    with pytest.raises(Conflict):
        hold(walk)
    leader, day = walk.actor(cast.leader, DAY), at(DAY, 17)
    ending = {"case_id": case.pk, "ending": Ending.SETTLED, "words": "修好了", "at": day}
    with pytest.raises(Conflict):
        held.end_case(actor=leader, proof="验收单", **ending)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        held.tell_deed(
            actor=walk.actor(cast.other_handler, DAY), case_id=case.pk, deed=Deed.VISIT, words="去过",
            on=DAY, at=day,
        )  # fmt: skip
    held.tell_deed(actor=leader, case_id=case.pk, deed=Deed.MEETING, words="约谈", on=DAY, at=day)
    with pytest.raises(Incomplete):
        held.end_case(actor=leader, proof="", **ending)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        held.end_case(actor=walk.actor(cast.supervisor, DAY), proof="验收单", **ending)  # type: ignore[arg-type]
    held.end_case(actor=leader, proof="验收单", **ending)  # type: ignore[arg-type]
    assert [entry.name for entry in entries_of(case.pk)] == [
        "supervision.case_held",
        "supervision.case_told",
        "supervision.case_ended",
    ]
    assert hold(walk).pk != case.pk


def test_a_matter_sealed_later_is_neither_shown_nor_counted() -> None:
    walk = Walk(make_cast()).hand_in(DAY, title="反映收受好处").register(DAY)
    office = {"leader_id": walk.cast.office_leader.pk, "leader_organ_id": walk.cast.petition_office.pk}
    case = hold(walk, **office)
    readers = [walk.actor(each, DAY) for each in (walk.cast.supervisor, walk.cast.office_leader)]
    assert [[line.case.pk for line in held.held_lines(each, DAY)] for each in readers] == [[case.pk]] * 2
    walk.classify(DAY, Purpose.ACCUSATION, "", concerns_id=walk.cast.housing.id)
    walk.refer(DAY, walk.cast.discipline)
    for each in readers:
        assert held.held_lines(each, DAY) == []
        with pytest.raises(NotAllowed):
            held.case_for(each, case.pk)
    with pytest.raises(NotAllowed):
        hold(walk, **office)


def test_a_leader_is_told_of_a_case_that_stands_still_once_a_week_on_working_days(walk: Walk) -> None:
    hold(walk, every=15)

    def told_on(day: date) -> int:
        with time_machine.travel(at(day, 8, 25), tick=False):
            remind_of_held_cases(0)
            remind_of_held_cases(0)
        rows = Notice.objects.filter(event_name="supervision.case_due", created_at__date=day)
        return rows.filter(account=walk.cast.leader, link__startswith="/desk/held/").count()

    days = [DAY + timedelta(days=n) for n in range(15, 34)]
    told = [day for day in days if told_on(day)]
    # Red from 2 October, in the holiday of eight days; told on the first working day, then each week.
    assert told == [date(2026, 10, 8), date(2026, 10, 15)]
    leader = walk.actor(walk.cast.leader, days[-1])
    held.tell_deed(
        actor=leader, case_id=HeldCase.objects.get().pk, deed=Deed.PROGRESS, words="已开工",
        on=days[-1], at=at(days[-1]),
    )  # fmt: skip
    assert told_on(days[-1] + timedelta(days=4)) == 0
