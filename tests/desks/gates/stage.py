"""A county in which the housing bureau answers one matter and is accused in two others.

* ``own``: a claim the housing bureau handles;
* ``foreign``: a claim the resources bureau handles;
* ``sealed``: an accusation about the housing bureau, handled by discipline inspection;
* ``waiting``: another accusation about it, still with the petition office.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from minqing.kernel.clock.public import new_id
from minqing.kernel.documents.public import documents_of
from minqing.kernel.files.public import take_in
from minqing.kernel.law.public import Article
from minqing.kernel.people.public import Account, Duty, OrganKind, petitioner_actor
from minqing.petition import public as petitions
from minqing.petition.public import Purpose
from minqing.project.urls import THIRD_PARTY
from tests.cast import Cast, make_account, make_organ
from tests.desks.staff import at_desk
from tests.factories.path import FIRST_DAY, Walk, at_noon, on_day

SECRET = "工程款回扣"
WHISTLEBLOWER = "石敢当"
ACCUSATION: dict[str, Any] = {
    "title": f"住建局科长收{SECRET}",
    "body": f"住建局有人在安置房工程里收{SECRET}，有转账记录。",
    "requests": (f"查清{SECRET}",),
    "name": WHISTLEBLOWER,
    "telephone": "13977778888",
    "identity_number": "11010519491231002X",
    "home_address": "诺水河镇梓潼村九组",
    "address": "安置房工地",
}
TRACES = (SECRET, WHISTLEBLOWER, "13977778888", "11010519491231002X", "梓潼村九组", "安置房工地")
"""Words that stand in the accusations and nowhere else."""

MATTERS = ("own", "foreign", "sealed", "waiting")
ACCUSED = ("handler", "second_handler", "leader", "housing_registrar", "station_handler")
"""Everybody of the accused organ and of the one beneath it."""

READERS: dict[str, frozenset[str]] = {
    "own": frozenset(
        {
            "registrar",
            "office_leader",
            "supervisor",
            "handler",
            "second_handler",
            "leader",
            "housing_registrar",
        }
    ),
    "foreign": frozenset({"registrar", "office_leader", "supervisor", "other_handler", "other_leader"}),
    "sealed": frozenset({"discipline_handler"}),
    "waiting": frozenset({"registrar", "office_leader"}),
}
"""Who may read which matter, written down by hand from the Regulation (22, 23, 28(3), 30(3))."""

STAFF = (
    "registrar",
    "handler",
    "second_handler",
    "other_handler",
    "leader",
    "other_leader",
    "office_leader",
    "supervisor",
    "steward",
    "discipline_handler",
    "housing_registrar",
    "station_handler",
    "township_registrar",
)
ARTICLE = Article("信访工作条例", "30(3)")
_CHANCE = re.compile(
    rb'(csrfmiddlewaretoken" value|name="csrf-token" content|csrf-token" value)="[^"]*"|nonce="[^"]*"'
    rb'|"X-CSRFToken": ?"[^"]*"|&quot;X-CSRFToken&quot;: ?&quot;[^&]*&quot;'
)


@dataclass
class Stage:
    """The four matters and everybody who might want to see them."""

    cast: Cast
    own: Walk
    foreign: Walk
    sealed: Walk
    waiting: Walk
    extra: dict[str, Account]

    def account(self, who: str) -> Account:
        """Return somebody's account."""
        found: Account = self.extra.get(who) or getattr(self.cast, who)
        return found

    def client(self, who: str) -> Client:
        """Return somebody's browser: a member of staff, nobody, or a resident with the own matter opened."""
        if who in {"nobody", "resident"}:
            client = Client()
            if who == "resident":
                handed = self.own.handed
                assert handed is not None
                opened = client.post("/matter/", {"code": handed.query_code, "tail": handed.tail})
                assert opened.status_code == 302, opened.content.decode()
            return client
        return at_desk(self.account(who))

    def matter(self, name: str) -> Walk:
        """Return a matter by name."""
        found: Walk = getattr(self, name)
        return found

    def ids(self, name: str) -> dict[str, UUID]:
        """Return what a route's address may name of a matter: itself, a clock, an attachment, a paper."""
        matter = self.matter(name).matter
        clock, attachment = matter.clocks.first(), matter.attachments.first()
        paper = documents_of(matter.id).first()
        return {
            "petition_id": matter.id,
            "clock_id": clock.id if clock else new_id(),
            "attachment_id": attachment.id if attachment else new_id(),
            "document_id": paper.id if paper else new_id(),
        }


def with_file(walk: Walk, name: str) -> Walk:
    """Hand a text file in to a matter that was just handed in."""
    with on_day(FIRST_DAY) as at:
        stored = take_in(
            SimpleUploadedFile(f"{name}.txt", f"{name} 附件内容 {new_id()}".encode()), f"{name}.txt"
        )
        petitions.add_material(
            actor=petitions.petitioner_of(walk.matter),
            petition_id=walk.id,
            text="见附件",
            file_ids=(stored.id,),
            at=at,
        )
    return walk


def accuse(cast: Cast) -> tuple[Walk, Walk]:
    """Hand in two accusations about the housing bureau; one goes on to discipline inspection."""
    sealed, waiting = Walk(cast), Walk(cast)
    for each in (sealed, waiting):
        each.hand_in(**ACCUSATION)
        with_file(each, SECRET)
        each.register()
        each.classify(purpose=Purpose.ACCUSATION, procedure="", concerns_id=cast.housing.id, content_class="")
    sealed.refer(FIRST_DAY, cast.discipline)
    sealed.accept(FIRST_DAY, cast.discipline_handler)
    return sealed, waiting


def extra_accounts(cast: Cast) -> dict[str, Account]:
    """Give the housing bureau a registrar and an organ beneath it with a handler."""
    station = make_organ("zjz", "建设工程质量监督站", OrganKind.OTHER, cast.housing, "质监站")
    return {
        "housing_registrar": make_account(
            "housing_registrar", "钱多多", (cast.housing, Duty.REGISTRAR, "收文员")
        ),
        "station_handler": make_account("station_handler", "冯小满", (station, Duty.HANDLER, "干事")),
    }


def plain_matters(cast: Cast) -> tuple[Walk, Walk]:
    """Return a claim at the housing bureau and one at the resources bureau."""
    own, foreign = Walk(cast), Walk(cast)
    with_file(own.hand_in(), "塌方照片说明").register().classify().refer(FIRST_DAY).accept(FIRST_DAY)
    foreign.hand_in(
        title="采石场粉尘", body="采石场天天放炮，窗台一层灰。", name="赵铁柱", telephone="13611112222"
    )
    with_file(foreign, "采石场").register().classify()
    foreign.refer(FIRST_DAY, cast.resources).accept(FIRST_DAY, cast.other_handler)
    return own, foreign


@pytest.fixture
def stage(cast: Cast, today: date) -> Stage:
    """Everything at once."""
    extra = extra_accounts(cast)
    own, foreign = plain_matters(cast)
    sealed, waiting = accuse(cast)
    return Stage(cast, own, foreign, sealed, waiting, extra)


def leaves(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Return every address of the program with its view."""
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from leaves(entry, address)
        else:
            yield address, entry


def routes() -> dict[str, URLPattern]:
    """Return every address of ours."""
    return {a: leaf for a, leaf in leaves(get_resolver()) if not a.startswith(THIRD_PARTY)}


_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


def address_of(route: str, values: dict[str, Any]) -> str:
    """Return a route's address with its places filled in."""
    return "/" + _PLACE.sub(lambda found: str(values[found.group(1)]), route)


def names_in(route: str) -> set[str]:
    """Return the names of a route's places."""
    return set(_PLACE.findall(route))


def body_of(response: Any) -> bytes:
    """Return what was answered, streamed or not, without what differs by chance."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return _CHANCE.sub(b"", content)


__all__ = ["FIRST_DAY", "Stage", "at_noon", "petitioner_actor", "stage"]
