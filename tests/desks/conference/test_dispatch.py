"""Orders of the hall: given, answered, arrived, late; a dispute settled on the spot answers its matter."""

from datetime import date, datetime, timedelta
from typing import Any

import time_machine

from minqing.kernel.clock.public import CIVIL_ZONE
from minqing.kernel.ledger.public import verify_chain
from minqing.kernel.notifications.public import Notice
from minqing.kernel.people.public import Account
from minqing.petition.public import State
from minqing.reception.public import dispatch as rooms
from minqing.reception.public.dispatch import OnSpot, Order
from tests.cast import Cast
from tests.desks.staff import TODAY, at_desk
from tests.factories.path import FIRST_DAY, Walk, at_noon

BASE = "/desk/dispatch/"


def posted(account: Account, address: str, **data: Any) -> None:
    answer = at_desk(account).post(address, data)
    assert answer.status_code == 302, (address, answer.context and dict(answer.context["form"].errors))


def ordered(cast: Cast, number: str = "") -> Order:
    posted(
        cast.registrar,
        f"{BASE}new/",
        organ_id=str(cast.housing.id),
        kind="send",
        request="请派熟悉安置房的人员到大厅当面答复",
        place="大厅3号窗口",
        minutes="30",
        number=number,
    )
    return Order.objects.get()


def test_a_unit_is_called_answers_comes_and_the_hall_closes_the_order(
    cast: Cast, walk: Walk, today: date
) -> None:
    walk.to_registered(FIRST_DAY)
    order = ordered(cast, walk.matter.number or "")
    assert Notice.objects.filter(account=cast.handler, event_name="dispatch.sent").exists()
    assert "大厅3号窗口" in at_desk(cast.handler).get(BASE).content.decode()
    posted(cast.handler, f"{BASE}{order.pk}/acknowledge/", text="王建国，科员，十分钟到")
    posted(cast.registrar, f"{BASE}{order.pk}/arrive/", text="")
    posted(cast.registrar, f"{BASE}{order.pk}/finish/", text="当面答复，信访人认可")
    order.refresh_from_db()
    assert (order.state, order.who) == ("done", "王建国，科员，十分钟到")
    assert order.request in at_desk(cast.registrar).get(f"/desk/matters/{walk.id}/").content.decode()
    assert at_desk(cast.handler).get(f"{BASE}{order.pk}/order.pdf").content.startswith(b"%PDF")
    assert not verify_chain(order.pk).problems


def test_a_late_order_is_red_and_goes_to_the_units_leader_once(cast: Cast, today: date) -> None:
    order = ordered(cast)
    at = at_noon(TODAY)
    assert rooms.escalate_late(at + timedelta(minutes=30)) == 0
    with time_machine.travel(at + timedelta(minutes=31), tick=False):
        assert rooms.escalate_late(at + timedelta(minutes=31)) == 1
        assert rooms.escalate_late(at + timedelta(minutes=31)) == 0
        shown = at_desk(cast.registrar).get(BASE).content.decode()
    assert "超时1分钟" in shown
    assert "已报单位负责人" in shown
    assert Notice.objects.filter(account=cast.leader, event_name="dispatch.late").count() == 1
    assert not Notice.objects.filter(account=cast.other_leader).exists()
    assert Order.objects.get(pk=order.pk).escalated_at is not None


def test_neither_side_takes_the_others_steps_and_nobody_else_sees_the_order(cast: Cast, today: date) -> None:
    order = ordered(cast)
    assert at_desk(cast.handler).post(f"{BASE}{order.pk}/arrive/", {"text": "我"}).status_code == 404
    assert (
        at_desk(cast.other_handler).post(f"{BASE}{order.pk}/acknowledge/", {"text": "我"}).status_code == 404
    )
    assert order.request not in at_desk(cast.other_handler).get(BASE).content.decode()
    assert at_desk(cast.handler).get(f"{BASE}new/").status_code == 200
    answer = at_desk(cast.handler).post(
        f"{BASE}new/",
        {
            "organ_id": str(cast.resources.id),
            "kind": "send",
            "request": "来",
            "place": "这里",
            "minutes": "9",
        },
    )
    assert answer.status_code == 404
    assert Order.objects.get().state == "sent"


def spot(**changed: str) -> dict[str, str]:
    return {
        "parties": "李桂兰、村委会",
        "dispute": "村道塌方由谁修",
        "outcome": "双方当面谈妥，村委会当天开工",
        "settled": "on",
        "terms": "村委会三日内修复",
        "other_party": "梓潼村村民委员会",
        "performance": "村委会组织施工",
        "execute_by": "2026-09-19",
        **changed,
    }


def test_what_the_handler_settles_on_the_spot_answers_the_matter(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling(FIRST_DAY)
    posted(cast.handler, f"{BASE}on-spot/", number=walk.matter.number or "", **spot())
    row = OnSpot.objects.get()
    assert (walk.matter.state, row.settled, row.subject_id) == (State.ANSWERED, True, walk.id)
    assert row.made_id is not None


def test_a_refusal_of_the_matter_leaves_no_record_of_the_spot(cast: Cast, walk: Walk, today: date) -> None:
    walk.to_handling(FIRST_DAY)
    data = {"number": walk.matter.number or "", **spot(other_party="")}
    assert at_desk(cast.handler).post(f"{BASE}on-spot/", data).status_code == 422
    assert not OnSpot.objects.exists()
    assert walk.matter.state == State.HANDLING


def test_without_a_matter_the_hall_keeps_its_own_record(cast: Cast, today: date) -> None:
    posted(cast.registrar, f"{BASE}on-spot/", **spot(settled="", terms=""))
    row = OnSpot.objects.get()
    assert (row.settled, row.subject_id, row.at) == (
        False,
        None,
        datetime(2026, 9, 16, 12, tzinfo=CIVIL_ZONE),
    )
