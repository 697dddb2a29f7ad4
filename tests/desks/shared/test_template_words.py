"""Filters that turn values into the words of our pages, and the components that use them."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.test import RequestFactory
from django.utils import translation
from django_cotton import render_component

from minqing.desks.shared.ribbon import FormError
from minqing.desks.shared.templatetags import words


class Letter(forms.Form):
    what = forms.CharField(label="什么事", help_text="写清经过", error_messages={"required": "请写明什么事"})
    kept = forms.ChoiceField(
        label="保密", widget=forms.RadioSelect, choices=[("a", "可以看"), ("b", "请保密")]
    )
    email = forms.EmailField(label="邮箱", required=False)


def component(name: str, **context: object) -> str:
    return str(render_component(RequestFactory().get("/"), name, context))


def test_a_day_is_written_with_its_weekday() -> None:
    assert words.date_weekday(date(2026, 11, 30)) == '<time datetime="2026-11-30">11月30日 星期一</time>'
    assert "2026年2月1日 星期日" in words.date_weekday_year(date(2026, 2, 1))
    assert words.date_weekday(None) == ""


def test_an_instant_late_in_the_evening_of_greenwich_is_the_next_day_in_china() -> None:
    assert "11月30日 星期一" in words.date_weekday(datetime(2026, 11, 29, 18, 0, tzinfo=UTC))


def test_a_day_is_written_in_english_when_the_page_is() -> None:
    with translation.override("en"):
        assert ">Mon 30 Nov<" in words.date_weekday(date(2026, 11, 30))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 字节"),
        (800, "800 字节"),
        (524_288, "512 kB"),
        (20_971_520, "20 MB"),
        (2_621_440, "2.5 MB"),
        (None, ""),
    ],
)
def test_sizes_are_said_as_people_say_them(count: int | None, said: str) -> None:
    assert words.size(count) == said


@pytest.mark.parametrize(
    ("days", "said"), [(0, "今天"), (1, "明天"), (-1, "昨天"), (5, "5天后"), (-12, "12天前"), (None, "")]
)
def test_a_difference_in_days_is_said_from_today(days: int | None, said: str) -> None:
    assert words.day_words(days) == said


def test_a_field_stands_in_the_order_label_reason_error_control_and_is_tied_together() -> None:
    form = Letter({"what": "", "kept": "a"})
    html = component("field", bound=form["what"])
    places = [html.index(part) for part in ("什么事", "写清经过", "请写明什么事", "<input")]
    assert places == sorted(places)
    assert 'aria-describedby="id_what-error id_what-why"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_what-error"' in html
    assert 'id="id_what-why"' in html


def test_radio_buttons_are_a_fieldset_with_a_legend() -> None:
    html = component("field", bound=Letter()["kept"])
    assert "<fieldset" in html
    assert "<legend" in html
    assert html.count('type="radio"') == 2


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "可不填" in component("field", bound=Letter()["email"])
    assert "可不填" not in component("field", bound=Letter()["what"])


def test_the_error_summary_leads_to_each_field_and_is_silent_without_errors() -> None:
    html = component("error-summary", form=Letter({"what": "", "kept": ""}))
    assert '<a href="#id_what">请写明什么事</a>' in html
    assert 'href="#id_kept"' in html
    assert component("error-summary", errors=[FormError("请填写查询码", "code")]).count('href="#code"') == 1
    assert component("error-summary", form=Letter({"what": "漏雨", "kept": "a"})).strip() == ""


def test_what_a_person_typed_is_never_taken_for_html() -> None:
    form = Letter({"what": '"><script>alert(1)</script>', "kept": "a"})
    assert "<script>" not in component("field", bound=form["what"])
    assert "<script>" not in component("empty", title="<script>alert(1)</script>")


def test_each_fresh_key_is_another() -> None:
    assert words.fresh_key() != words.fresh_key()


def test_the_query_string_keeps_what_is_not_changed() -> None:
    context = {"request": RequestFactory().get("/?state=open&town=1&town=2&page=3")}
    assert words.query_with(context, page=None) == "?state=open&town=1&town=2"
    assert words.query_with(context, state="closed", page="") == "?town=1&town=2&state=closed"
