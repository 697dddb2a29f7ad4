"""The path ribbon: eight stations, their states, branches and words."""

from datetime import date

import pytest
from django.test import RequestFactory
from django_cotton import render_component

from minqing.desks.shared.ribbon import (
    STATIONS,
    Branch,
    DeadlineState,
    Station,
    StationState,
    deadline_on,
    dots_words,
    stations_at,
    stops_of,
)


def drawn(stations: tuple[Station, ...], size: str = "large") -> str:
    response = render_component(RequestFactory().get("/"), "ribbon", {"stations": stations, "size": size})
    return str(response)


def test_stations_before_the_present_one_are_passed_and_those_after_it_lie_ahead() -> None:
    line = stations_at("handling", holder="县住建局", due_on=date(2026, 11, 30))
    assert [station.state for station in line] == ["passed"] * 3 + ["present"] + ["ahead"] * 4
    assert [station.holder for station in line if station.holder] == ["县住建局"]
    assert [station.due_on for station in line if station.due_on] == [date(2026, 11, 30)]


def test_a_closed_matter_has_passed_every_station_it_did_not_skip() -> None:
    line = stations_at("", days={"review": date(2026, 11, 1)}, skipped=("review",))
    assert [station.key for station in line if station.state == StationState.SKIPPED] == ["review"]
    assert {station.state for station in line if station.key != "review"} == {StationState.PASSED}
    assert line[5].on is None
    assert dots_words(line) == "全程已走完"


def test_an_unknown_station_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown station 'nowhere'"):
        stations_at("nowhere")


def test_a_branch_follows_its_station_and_ends_where_it_rejoins() -> None:
    joint = Branch("会同县水利局办理", rejoins="reply")
    stops = stops_of(stations_at("handling", branches={"routing": joint}))
    assert [(stop.number, stop.branch is joint) for stop in stops[2:4]] == [(3, False), (3, True)]
    assert stops[3].branch_end == 5
    assert [stop.line for stop in stops if stop.branch is None] == ["run"] * 3 + [""] * 5


def test_a_matter_guided_elsewhere_leaves_the_line_for_good() -> None:
    guided = Branch("导入劳动仲裁")
    line = stations_at(
        "", skipped=("handling", "reply", "review", "evaluation"), branches={"routing": guided}
    )
    looks = [stop.line for stop in stops_of(line) if stop.branch is None]
    assert looks == ["run", "run", *["left"] * 5, ""]
    assert "is-leaving" in drawn(line)


def test_the_drawn_ribbon_reads_in_order_and_names_the_present_step() -> None:
    html = drawn(
        stations_at(
            "handling", days={"intake": date(2026, 9, 28)}, holder="𠮷安镇人民政府", due_on=date(2026, 11, 30)
        )
    )
    assert html.count("<li") == len(STATIONS)
    assert html.count('aria-current="step"') == 1
    assert "现在在这里" in html
    assert "𠮷安镇人民政府" in html
    assert "最迟" in html
    assert '<time datetime="2026-11-30">11月30日 星期一</time>' in html
    assert '<time datetime="2026-09-28">9月28日</time>' in html
    assert [html.index(str(label)) for _key, label in STATIONS] == sorted(
        html.index(str(label)) for _key, label in STATIONS
    )


def test_eight_dots_are_one_picture_with_one_sentence() -> None:
    html = drawn(stations_at("reply"), "dots")
    assert html.count("<i ") == 8
    assert 'role="img" aria-label="第5站（共8站）：答复"' in html


@pytest.mark.parametrize(
    ("due_on", "state", "words"),
    [
        (date(2026, 12, 20), DeadlineState.OK, "还有27天"),
        (date(2026, 11, 26), DeadlineState.SOON, "还有3天"),
        (date(2026, 11, 23), DeadlineState.TODAY, "今天到期"),
        (date(2026, 11, 19), DeadlineState.OVERDUE, "已逾期4天"),
        (None, DeadlineState.NONE, "无期限"),
    ],
)
def test_a_deadline_says_in_words_how_near_it_is(due_on: date | None, state: str, words: str) -> None:
    badge = deadline_on(due_on, on=date(2026, 11, 23))
    assert (badge.state, badge.words, badge.due_on) == (state, words, due_on)


def test_a_paused_deadline_keeps_its_day() -> None:
    badge = deadline_on(date(2026, 11, 1), on=date(2026, 11, 23), paused=True)
    assert (badge.state, badge.words, badge.due_on) == ("paused", "已暂停计时", date(2026, 11, 1))
