"""One county with two townships, and a letter as somebody would type it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from minqing.kernel.places import public as places
from tests.cast import Cast, make_cast

DIVISIONS = (
    {"code": "51", "name": "四川省"},
    {"code": "5119", "name": "巴中市"},
    {"code": "511921", "name": "通江县"},
    {"code": "511921100", "name": "诺江镇"},
    {"code": "511921102", "name": "诺水河镇"},
    {"code": "511921102201", "name": "梓潼村"},
    {"code": "511921102202", "name": "梓桥村"},
)

LETTER = {
    "body": "九月二十日下大雨，村口的小桥塌了一半，孩子上学要绕三里路。\n找过村里，说没有钱修。",
    "requests": ["把桥修好", "修好以前派车送孩子", ""],
    "township": "511921102",
    "village": "梓潼村",
    "address": "3组村口",
    "identity": "named",
    "name": "李桂兰",
    "telephone": "138 0000 1234",
    "home_address": "诺水河镇梓潼村3组12号",
    "identity_number": "",
    "electronic_delivery": "on",
    "key": "a-key-of-one-page-only-0001",
}


@pytest.fixture
def county(db: None) -> Cast:
    """Organs, posts and the divisions of a small county."""
    report = places.import_divisions(list(DIVISIONS))
    assert not report.bad
    return make_cast()


@pytest.fixture
def letter() -> Callable[..., dict[str, Any]]:
    """Return a maker of letters: the usual one with what a test changes."""

    def make(**changes: Any) -> dict[str, Any]:
        return {**LETTER, "step": "send", **changes}

    return make


@pytest.fixture
def handed_in(county: Cast, client: Client, letter: Callable[..., dict[str, Any]]) -> Client:
    """A browser that has just handed the usual letter in."""
    answer = client.post("/letter/new/", letter())
    assert answer.status_code == 302, answer.content.decode()
    return client
