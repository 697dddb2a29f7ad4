"""Sentences of the pure rooms are retold whole: each part in the reader's language, data as they are."""

import re
from collections.abc import Iterator
from datetime import date

import catalogue
import pytest
from django.utils.translation import override, trans_real
from hypothesis import given
from hypothesis import strategies as st

from minqing.desks.shared.retelling import arabic, retold
from minqing.kernel.clock.public import count_days
from minqing.kernel.clock.published import packaged_days, packaged_years
from minqing.kernel.clock.rules import WorkCalendar
from minqing.kernel.law.public import Article, Unit
from minqing.kernel.law.rules import chinese_number

HAN = re.compile(r"[\u3400-\u9fff，。；：、（）]")
CALENDAR = WorkCalendar(packaged_days(), packaged_years())
MONDAY = date(2026, 9, 14)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    if catalogue.compile_all():
        trans_real._translations.clear()
    with override("en"):
        yield


@given(
    count=st.integers(1, 90),
    unit=st.sampled_from(Unit),
    rolls=st.booleans(),
    extension=st.sampled_from((0, 30)),
    paused=st.integers(0, 20),
    start=st.dates(date(2026, 1, 1), date(2027, 6, 30)),
)
def test_every_count_of_days_is_retold_without_a_chinese_word(
    *, count: int, unit: Unit, rolls: bool, extension: int, paused: int, start: date
) -> None:
    pauses = [(start.replace(day=28), date.fromordinal(start.replace(day=28).toordinal() + paused))]
    counted = count_days(
        start, (count, unit, rolls), CALENDAR, pauses if paused else (), extension_days=extension
    )
    with override("en"):
        told = [retold(counted.summary), *(retold(line.words) for line in counted.explain())]
    assert [words for words in told if HAN.search(words)] == []


def test_a_count_is_told_as_people_would_say_it() -> None:
    counted = count_days(MONDAY, (60, Unit.DAY, True), CALENDAR)
    assert retold(counted.summary).startswith("60 days from 14 Sep 2026, ending on 13 Nov 2026")
    days = [retold(line.words) for line in counted.explain()]
    assert days[0].startswith("Monday, 14 September 2026: the first day itself, not counted")
    assert "day 60, the last day" in days[-1]


@pytest.mark.parametrize(
    ("article", "said"),
    [
        (Article("信访工作条例", "34"), "Regulation on Petition Work, article 34"),
        (Article("信访工作条例", "22(1)"), "Regulation on Petition Work, article 22, paragraph 1"),
        (Article("信访条例", "21"), "Regulation on Petitions, article 21"),
    ],
)
def test_an_article_is_cited_by_the_english_name_of_its_law(article: Article, said: str) -> None:
    assert retold(article.cite) == said


def test_data_inside_a_sentence_stay_as_they_are() -> None:
    assert retold("铁厂乡人民政府不是有权处理的机关、单位。") == "铁厂乡人民政府 is not a competent organ."
    assert retold("只有登记员、承办人可以进行此操作") == "Only for: Registrar, Handler"
    assert retold("答复还缺：第2项请求的依据。") == "The reply still lacks: 第2项请求的依据."
    assert retold("没有人说过的话") == "没有人说过的话"
    assert retold(None) == ""


def test_in_chinese_nothing_is_touched() -> None:
    with override("zh-hans"):
        assert retold("只有登记员可以进行此操作") == "只有登记员可以进行此操作"
    with override("zh-hant"):
        assert retold("《信访工作条例》第三十四条") == "《信訪工作條例》第三十四條"


@given(st.integers(1, 199))
def test_numerals_are_read_as_the_law_writes_them(number: int) -> None:
    assert arabic(chinese_number(number)) == number
