"""The pages in Traditional Chinese and English: nothing of ours is left in the source language.

Data stay as they were written: names, titles, what people wrote, and the names of matters' classes.
"""

import dataclasses
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import catalogue
import opencc
import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.utils.translation import override, trans_real

from minqing.desks.shared.office import office
from minqing.kernel.documents.public import Document
from minqing.kernel.notifications.public import Notice
from minqing.kernel.people.public import Account
from minqing.kernel.places import public as places
from tests.cast import Cast, make_cast
from tests.desks.petitioner.conftest import DIVISIONS
from tests.desks.staff import at_desk
from tests.factories.path import FIRST_DAY, Walk, on_day

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
WIDE = re.compile(r"[，。；：、？！（）]")
SAID = ("alt", "aria-label", "placeholder", "title")
FRONT = ("/", "/procedures/", "/privacy/", "/letter/new/", "/matter/", "/no-such-page/", "/accounts/login/")
LANGUAGES = {"en": "en", "zh-hant": "zh-Hant"}
# Characters both scripts share, though each alone has another form.
SHARED = frozenset("布准")
# What is shown as it is to be typed or read off a Chinese original.
EXAMPLES = ("国办发明电〔2026〕8号", "2027-01-01,放假,元旦")
characters = opencc.OpenCC("s2tw")


class Words(HTMLParser):
    """What a reader or a screen reader is told; scripts and parts marked as another language are left out."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.said: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"script", "style"} or (given.get("lang") or self.language) != self.language:
            self._silent.append(tag)
        if not self._silent:
            self.said += [words for name in SAID if (words := given.get(name))]

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.said.append(data.strip())


def data_of_the_county() -> list[str]:
    """Return every text the database and the office's card hold, the longest first."""
    texts = {str(value) for value in dataclasses.asdict(office()).values()} | set(EXAMPLES)
    for model in apps.get_models():
        kinds = (models.CharField, models.TextField)
        names = [field.attname for field in model._meta.concrete_fields if isinstance(field, kinds)]
        for row in model._default_manager.values_list(*names) if names else ():
            texts |= {line for value in row if isinstance(value, str) for line in value.splitlines()}
    return sorted((text for text in texts if HAN.search(text) and len(text) > 1), key=len, reverse=True)


def ours(page: str, language: str) -> list[tuple[str, str]]:
    """Return what a page says, each with what is left of it without data."""
    words = Words(language)
    words.feed(page)
    data, left = data_of_the_county(), []
    for said in words.said:
        rest = said
        for text in data:
            rest = rest.replace(text, "")
        left.append((said, rest))
    return left


def left_in_the_source(page: str, language: str) -> list[str]:
    """Return what a page still says in Simplified Chinese."""
    if language == "en":
        return [said for said, rest in ours(page, language) if HAN.search(rest) or WIDE.search(rest)]
    return [said for said, rest in ours(page, language) if is_simplified(rest)]


def is_simplified(words: str) -> bool:
    """Tell whether a text holds a character that exists in Simplified Chinese only."""
    return any(
        HAN.fullmatch(sign) and characters.convert(sign) != sign for sign in words if sign not in SHARED
    )


@pytest.fixture(scope="session", autouse=True)
def _words_are_compiled() -> None:
    if catalogue.compile_all():
        trans_real._translations.clear()


@pytest.fixture
def county(db: None) -> Cast:
    """Organs, posts and divisions."""
    places.import_divisions(list(DIVISIONS))
    return make_cast()


@pytest.fixture(params=sorted(LANGUAGES))
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """One language after the other; the thread's own language comes back afterwards."""
    yield str(request.param)
    trans_real.activate("zh-hans")


def look(client: Client, address: str, language: str) -> str:
    """Return a page in a language, having seen that it says so and that nothing is left."""
    client.cookies["django_language"] = language
    page = client.get(address).content.decode()
    assert f'<html lang="{LANGUAGES[language]}"' in page, address
    assert left_in_the_source(page, LANGUAGES[language]) == [], address
    return page


def desk_of(account: Account, language: str) -> Client:
    client = at_desk(account)
    client.cookies["django_language"] = language
    return client


def test_the_pages_for_everybody(county: Cast, client: Client, language: str) -> None:
    with on_day(FIRST_DAY):
        for address in FRONT:
            look(client, address, language)
        answer = client.post("/letter/new/", {"step": "check"})
    assert left_in_the_source(answer.content.decode(), LANGUAGES[language]) == []


def test_the_petitioners_own_pages_with_the_count_of_the_days(
    county: Cast, client: Client, language: str
) -> None:
    walk = Walk(county).to_handling()
    assert walk.handed is not None
    with on_day(FIRST_DAY):
        client.post("/matter/", {"code": walk.handed.query_code, "tail": "5678"})
        page = look(client, "/matter/now/", language)
        look(client, "/matter/material/", language)
        look(client, "/matter/withdraw/", language)
    due = walk.matter.due_on
    assert due is not None
    if language == "en":
        assert f"with a written reply to you due by {due.day} {due:%b} {due.year}" in page
        assert f"Fri {due.day} {due:%b}" in page
        assert "Regulation on Petition Work, article 34" in page
    else:
        assert f"最遲{due.year}年{due.month}月{due.day}日書面答覆您" in page
        assert "《信訪工作條例》第三十四條" in page


DESKS = ("registrar", "handler", "leader", "supervisor", "steward")


@pytest.mark.parametrize("who", DESKS)
def test_the_desks_their_lists_and_case_pages(who: str, county: Cast, language: str) -> None:
    walks = [Walk(county).hand_in(), Walk(county).to_registered(), Walk(county).to_handling()]
    with on_day(FIRST_DAY.replace(month=11, day=20)):
        client = desk_of(getattr(county, who), language)
        places_to_go = [f"/desk/{who}/", "/desk/matters/", "/desk/notices/", "/desk/exports/"]
        for walk in walks:
            case = f"/desk/matters/{walk.id}/"
            places_to_go += [case, *(f"{case}do/{move}/" for move in ("register", "refer", "assign", "note"))]
            places_to_go += [f"{case}clocks/{clock.id}/" for clock in walk.matter.clocks.all()]
        opened = [place for place in places_to_go if client.get(place).status_code == 200]
        for place in opened:
            look(client, place, language)
    assert len(opened) >= (2 if who == "steward" else 5)


STEWARDS = (
    "organs/", "organs/new/", "organs/sheet/", "accounts/", "accounts/new/", "calendar/", "calendar/new/",
    "calendar/2026/", "calendar/2031/", "papers/", "messages/", "ledger/", "jobs/",
)  # fmt: skip


def test_the_stewards_pages(county: Cast, language: str) -> None:
    client = desk_of(county.steward, language)
    with on_day(FIRST_DAY):
        for place in STEWARDS:
            look(client, f"/desk/steward/{place}", language)


def test_papers_and_notices_stay_chinese_when_the_clerk_reads_english(county: Cast) -> None:
    with override("en"):
        Walk(county).hand_in(name="", telephone="", address="", anonymous=True).register()
        walk = Walk(county).to_handling()
        with on_day(FIRST_DAY):
            walk.matter.refresh_from_db()
    for said in Document.objects.values_list("data__channel", flat=True):
        assert said in {None, "网上"}
    assert Document.objects.exists()
    assert {
        title for title in Notice.objects.values_list("title", flat=True) if not HAN.search(title)
    } == set()
    assert walk.matter.__class__.objects.filter(petitioner_name="匿名").count() == 1
