"""Two at the same desk at the same instant: one act, the other is told, and nothing is done twice."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import connections
from django.test import Client

from minqing.kernel.documents.public import Delivery, documents_of
from minqing.petition.public import Petition
from tests.cast import Cast, make_cast
from tests.desks.staff import TODAY, at_desk
from tests.factories.path import FIRST_DAY, Walk, at_noon

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def county(transactional_db: None) -> Iterator[Cast]:
    with time_machine.travel(at_noon(TODAY), tick=False):
        yield make_cast()


def at_once(*asked: Callable[[], Any]) -> list[Any]:
    start = Barrier(len(asked))

    def run(ask: Callable[[], Any]) -> Any:
        try:
            start.wait(30)
            return ask()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(run, asked))


def posting(client: Client, address: str, form: dict[str, Any]) -> Callable[[], int]:
    client.raise_request_exception = False
    return lambda: client.post(address, form).status_code


def test_two_handlers_who_accept_at_once_leave_one_handler_and_one_notice(county: Cast) -> None:
    walk = Walk(county).to_referred()
    here = f"/desk/matters/{walk.id}/do/accept/"
    statuses = at_once(
        posting(at_desk(county.handler), here, {"handler_id": str(county.handler.id)}),
        posting(at_desk(county.second_handler), here, {"handler_id": str(county.second_handler.id)}),
    )
    assert sorted(statuses) == [302, 422]
    winner = (county.handler, county.second_handler)[statuses.index(302)]
    assert walk.matter.handler_id == winner.id
    assert len([d for d in documents_of(walk.id) if d.kind == "acceptance_notice"]) == 1


def test_an_approval_pressed_twice_issues_one_paper(county: Cast) -> None:
    walk = Walk(county).to_approving()
    here = f"/desk/matters/{walk.id}/do/approve/"
    version = {"version": str(walk.matter.version)}
    before = documents_of(walk.id).count()
    statuses = at_once(*(posting(at_desk(county.leader), here, version) for _ in range(3)))
    assert sorted(statuses) == [302, 422, 422]
    assert documents_of(walk.id).count() == before + 1


def test_a_delivery_recorded_twice_is_one_delivery(county: Cast) -> None:
    walk = Walk(county).to_answered()
    form = {
        "way": "in_person",
        "recipient": "李桂兰",
        "delivered_on": "2026-09-15",
        "details": "",
        "witnesses": "",
    }
    here = f"/desk/matters/{walk.id}/do/deliver/"
    statuses = at_once(*(posting(at_desk(county.handler), here, form) for _ in range(2)))
    assert sorted(statuses) == [302, 422]
    assert Delivery.objects.filter(document__subject_id=walk.id).count() == 1


def test_two_windows_that_save_at_once_do_not_overwrite_one_another(county: Cast) -> None:
    walk = Walk(county).to_handling()
    version = walk.draft(FIRST_DAY).version
    here = f"/desk/matters/{walk.id}/opinion/autosave/"
    forms = [{"facts": f"窗口{n}写的", "version": str(version)} for n in (1, 2)]
    statuses = at_once(*(posting(at_desk(county.handler), here, form) for form in forms))
    assert sorted(statuses) == [200, 409]
    page = at_desk(county.handler).get(f"/desk/matters/{walk.id}/opinion/").content.decode()
    assert f"窗口{statuses.index(200) + 1}写的" in page


def test_the_same_letter_sent_three_times_at_once_is_one_matter(county: Cast) -> None:
    letter = {
        "step": "send",
        "body": "村口的小桥塌了，孩子上学要绕三里路。",
        "requests": ["把桥修好"],
        "identity": "named",
        "name": "李桂兰",
        "telephone": "13800001234",
        "key": "one-key-of-one-page-0001",
    }
    statuses = at_once(*(posting(Client(), "/letter/new/", letter) for _ in range(3)))
    assert statuses == [302, 302, 302]
    assert Petition.objects.count() == 1
