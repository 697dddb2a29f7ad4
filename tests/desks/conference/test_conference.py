"""A conference from its notice to the last decision accepted, page by page."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
import time_machine

from minqing.crossings import conference_to_petition as crossing
from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.law.public import NotAllowed
from minqing.kernel.ledger.public import verify_chain
from minqing.kernel.notifications.public import Notice
from minqing.kernel.people.public import Account
from minqing.petition.public import State
from minqing.petition.public.handling import co_questions_of
from minqing.reception.public import conference as rooms
from minqing.reception.public.conference import Conference, Guest, Point
from tests.cast import Cast
from tests.desks.staff import TODAY, at_desk
from tests.factories.path import FIRST_DAY, Walk, on_day

BASE = "/desk/conferences/"


def posted(account: Account, address: str, **data: Any) -> Any:
    answer = at_desk(account).post(address, data)
    assert answer.status_code == 302, (address, _errors(answer))
    return answer


def _errors(answer: Any) -> Any:
    context = answer.context or {}
    forms = [context.get(key) for key in ("form", "record_form", "decision_form")]
    return [dict(form.errors) for form in forms if form is not None and form.errors] or answer.status_code


def convened(cast: Cast, walk: Walk) -> Conference:
    """The office calls housing, resources and civil affairs about one matter, through the page."""
    number = walk.matter.number
    posted(
        cast.registrar,
        f"{BASE}new/",
        kind="conference",
        theme="安置房办证一揽子解决",
        numbers=number,
        agenda="安置房办证\n困难群众过渡",
        starts_at="2026-09-16T15:00",
        place="信访局二楼会议室",
        host="孙建业",
        organ_1=str(cast.housing.id),
        asked_1="带竣工验收材料",
        organ_2=str(cast.resources.id),
        organ_3=str(cast.civil_affairs.id),
    )
    return Conference.objects.get()


def held(cast: Cast, found: Conference) -> None:
    rows = {row.organ_id: row.pk for row in found.invitations.all()}
    seats: dict[str, str] = {"held_at": "2026-09-16T15:00"}
    for organ, who, said in (
        (cast.housing, "刘志远 副局长", "由本局牵头。"),
        (cast.resources, "郑小川 副局长", "土地手续可以补办。"),
    ):
        key = rows[organ.id]
        seats |= {f"came_{key}": "on", f"who_{key}": who, f"said_{key}": said}
    seats[f"absence_{rows[cast.civil_affairs.id]}"] = "局里开会，没有派人"
    posted(cast.registrar, f"{BASE}{found.pk}/record/", **seats)


def decided(cast: Cast, found: Conference, walk: Walk) -> None:
    for text, organ, person, effect in (
        ("牵头受理并答复", cast.housing, "刘志远", "lead"),
        ("说明土地手续什么时候补齐", cast.resources, "郑小川", "help"),
        ("核实两户困难群众的过渡安置", cast.civil_affairs, "何立夏", "help"),
    ):
        posted(
            cast.registrar,
            f"{BASE}{found.pk}/decide/",
            text=text,
            organ_id=str(organ.id),
            person=person,
            due_on="2026-10-09",
            effect=effect,
            subject_id=str(walk.id),
        )


def test_a_matter_of_three_departments_is_solved_in_one_package(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_registered(FIRST_DAY)
    page = at_desk(cast.registrar).get(f"/desk/matters/{walk.id}/")
    assert f"{BASE}new/?matter={walk.id}" in page.content.decode()
    found = convened(cast, walk)
    assert "召集会议" in at_desk(cast.registrar).get(f"{BASE}new/?matter={walk.id}").content.decode()
    assert Notice.objects.filter(account=cast.handler, event_name="conference.called").count() == 1

    posted(
        cast.handler,
        f"{BASE}{found.pk}/answer/",
        organ_id=str(cast.housing.id),
        answer="deputy",
        attendee="刘志远",
        attendee_title="副局长",
        words="代替局长参加，局长出差",
    )
    assert "刘志远" in at_desk(cast.registrar).get(f"{BASE}{found.pk}/").content.decode()

    with time_machine.travel(datetime(2026, 9, 16, 16, 30, tzinfo=CIVIL_ZONE), tick=False):
        held(cast, found)
        decided(cast, found, walk)
        posted(cast.registrar, f"{BASE}{found.pk}/minutes/")
        found.refresh_from_db()
        assert found.stage == "minuted"
        # The lead is designated by the minutes' own number; nothing was typed twice.
        assert (walk.matter.state, walk.matter.holder) == (State.REFERRED, cast.housing)
        minutes = at_desk(cast.other_leader).get(f"{BASE}{found.pk}/papers/{found.minutes_id}.pdf")
        assert minutes.content.startswith(b"%PDF")

        walk.accept(TODAY)
        case = at_desk(cast.handler).get(f"/desk/matters/{walk.id}/").content.decode()
        assert "按会议议定请协办" in case
        posted(cast.handler, f"{BASE}matters/{walk.id}/helpers/")
        asked = co_questions_of(walk.matter)
        assert {row.organ_id for row in asked} == {cast.resources.id, cast.civil_affairs.id}
        assert {(row.question, row.due_on) for row in asked} >= {
            ("说明土地手续什么时候补齐", date(2026, 10, 9))
        }

        decision = found.decisions.get(organ=cast.resources)
        posted(
            cast.other_handler,
            f"{BASE}{found.pk}/decisions/{decision.pk}/report/",
            text="土地手续已经补齐。",
        )
        posted(
            cast.registrar, f"{BASE}{found.pk}/decisions/{decision.pk}/back/", text="请附不动产登记受理单。"
        )
        posted(cast.other_handler, f"{BASE}{found.pk}/decisions/{decision.pk}/report/", text="受理单存卷。")
        posted(cast.registrar, f"{BASE}{found.pk}/decisions/{decision.pk}/accept/")
    decision.refresh_from_db()
    assert (decision.state, decision.done_on) == ("done", TODAY)
    assert [step.act for step in decision.steps.all()] == ["reported", "sent_back", "reported", "accepted"]
    assert not verify_chain(found.pk).problems


def test_who_is_not_invited_does_not_learn_of_a_conference(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_registered(FIRST_DAY)
    found = convened(cast, walk)
    assert at_desk(cast.township_handler).get(f"{BASE}{found.pk}/").status_code == 404
    assert found.theme not in at_desk(cast.township_handler).get(BASE).content.decode()
    answer = at_desk(cast.township_handler).post(
        f"{BASE}{found.pk}/answer/", {"organ_id": str(cast.housing.id), "answer": "coming", "attendee": "马"}
    )
    assert answer.status_code == 404
    assert found.invitations.filter(answer="waiting").count() == 3


def test_a_unit_does_not_run_somebody_elses_conference(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_registered(FIRST_DAY)
    found = convened(cast, walk)
    client = at_desk(cast.leader)
    assert client.post(f"{BASE}{found.pk}/cancel/", {"text": "不开了"}).status_code == 404
    assert client.post(f"{BASE}{found.pk}/minutes/").status_code == 404
    assert client.get(f"{BASE}new/").headers["Location"] == BASE
    found.refresh_from_db()
    assert found.stage == "called"


def test_a_sealed_matter_is_discussed_by_nobody_who_may_not_read_it(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.hand_in().register().classify(purpose="accusation", procedure="", concerns_id=cast.housing.id)
    assert walk.matter.sealed
    at = datetime(2026, 9, 16, 12, tzinfo=CIVIL_ZONE)
    with pytest.raises(NotAllowed, match="无权查看这件密封的事项"):
        crossing.convene_on_matters(
            actor=cast.actor(cast.registrar, TODAY),
            kind="conference",
            theme="研究一件举报",
            starts_at=datetime(2026, 9, 17, 9, tzinfo=CIVIL_ZONE),
            place="会议室",
            host="孙建业",
            agenda=[Point("研究", walk.id)],
            guests=[Guest(cast.housing.id), Guest(cast.resources.id)],
            at=at,
        )
    assert not Conference.objects.exists()


def test_a_matter_sealed_later_takes_its_conference_from_the_units(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.hand_in().register()
    found = convened(cast, walk)
    assert at_desk(cast.other_handler).get(f"{BASE}{found.pk}/").status_code == 200
    walk.classify(purpose="accusation", procedure="", concerns_id=cast.housing.id)
    assert walk.matter.sealed
    assert at_desk(cast.other_handler).get(f"{BASE}{found.pk}/").status_code == 404
    assert found.theme not in at_desk(cast.other_handler).get(BASE).content.decode()


def test_reminders_go_to_who_owes_before_on_and_after_the_day(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_registered(FIRST_DAY)
    found = convened(cast, walk)
    with time_machine.travel(datetime(2026, 9, 16, 16, 30, tzinfo=CIVIL_ZONE), tick=False):
        held(cast, found)
        decided(cast, found, walk)
        posted(cast.registrar, f"{BASE}{found.pk}/minutes/")
    told = {}
    for day in (date(2026, 9, 30), date(2026, 10, 6), date(2026, 10, 9), date(2026, 10, 10)):
        with on_day(day) as at:
            told[day.day] = rooms.remind_of_decisions(day, at)
            assert rooms.remind_of_decisions(day, at) == 0
    assert told == {30: 0, 6: 3, 9: 3, 10: 3}
    assert (
        Notice.objects.filter(account=cast.other_handler, title__startswith="议定事项超期未落实").count() == 1
    )


def test_the_list_costs_the_same_however_many_conferences_there_are(
    cast: Cast, walk: Walk, today: date, django_assert_max_num_queries: Any
) -> None:
    walk.to_registered(FIRST_DAY)
    for _each in range(3):
        posted(
            cast.registrar,
            f"{BASE}new/",
            kind="reception",
            theme="联合接访",
            agenda="一站式办理",
            starts_at="2026-09-17T15:00",
            place="大厅",
            host="孙建业",
            organ_1=str(cast.housing.id),
            organ_2=str(cast.resources.id),
        )
    client = at_desk(cast.registrar)
    client.get(BASE)
    with django_assert_max_num_queries(12):
        client.get(BASE)
    assert isinstance(Conference.objects.first().pk, UUID)  # type: ignore[union-attr]
