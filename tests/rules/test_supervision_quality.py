"""Samples, intervals, ties, outliers, problem cases and the check for personal data."""

import math
from collections import Counter
from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from minqing.study.exemplars.rules import Found, Secrets, What, leak_refusal, personal_data
from minqing.supervision.league.rules import Z95, Score, table, wilson
from minqing.supervision.problems.rules import Ground, Seen, raised_by
from minqing.supervision.quality import rules as quality
from minqing.supervision.quality.rules import CHECKLIST, Answer, Candidate, Finding, Risk
from minqing.supervision.weak.rules import Kind, Sign, Tally, holm, outliers, tail

COUNTS = st.integers(0, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def bisected(good: int, of: int, upper: bool) -> float:
    """Return an end of Wilson's interval as it is defined: |share - p| = z sqrt(p (1 - p) / n)."""
    share = good / of
    low, high = (share, 1.0) if upper else (0.0, share)
    for _ in range(200):
        middle = (low + high) / 2
        inside = abs(share - middle) <= Z95 * math.sqrt(middle * (1 - middle) / of)
        if inside == upper:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@given(COUNTS.filter(lambda pair: pair[1] > 0))
def test_the_interval_is_where_the_share_is_not_refuted(pair: tuple[int, int]) -> None:
    low, high = wilson(*pair)
    assert math.isclose(low, bisected(*pair, upper=False), abs_tol=1e-9)
    assert math.isclose(high, bisected(*pair, upper=True), abs_tol=1e-9)
    assert low <= pair[0] / pair[1] <= high


@given(st.lists(COUNTS, max_size=8), st.integers(0, 30))
def test_only_intervals_apart_are_ranked_apart(counts: list[tuple[int, int]], minimum: int) -> None:
    scores = [Score(UUID(int=n), f"单位{n}", *pair) for n, pair in enumerate(counts)]
    found = table(scores, minimum)
    assert len(found) == len(scores)
    ranked = [each for each in found if each.ranked]
    assert all(each.score.of >= max(minimum, 1) for each in ranked)
    for each in ranked:
        for other in ranked:
            (low, high), (other_low, other_high) = each.score.interval, other.score.interval
            assert each.best is not None
            assert other.worst is not None
            if other_low > high:
                assert each.best > 1
                assert each.worst is not None
                assert other.best is not None
                assert other.best < each.best
                assert other.worst < each.worst
            elif each is not other and low <= other_high:
                assert each.tied
                assert other.tied


def test_an_organ_below_the_minimum_has_no_place() -> None:
    found = table([Score(UUID(int=1), "甲", 19, 19), Score(UUID(int=2), "乙", 50, 60)], 20)
    assert [(each.score.name, each.best, each.worst) for each in found] == [("乙", 1, 1), ("甲", None, None)]


def test_first_draws_come_as_often_as_their_weights() -> None:
    light, heavy = Candidate(UUID(int=1)), Candidate(UUID(int=2), frozenset({Risk.UNRESOLVED, Risk.REDONE}))
    assert (light.weight, heavy.weight) == (1, 9)
    first = Counter(quality.draw(f"seed {n}", [light, heavy], 1)[0].matter for n in range(4000))
    # 9/10 of 4000 with a standard deviation of 19.
    assert abs(first[heavy.matter] - 3600) < 4 * 19


@given(st.sets(st.integers(1, 999), max_size=30), st.integers(0, 100), st.randoms())
def test_the_same_seed_draws_the_same_whatever_the_order(
    keys: set[int], percent: int, shuffled: object
) -> None:
    people = [Candidate(UUID(int=key), frozenset({Risk.LATE}) if key % 3 else frozenset()) for key in keys]
    size = quality.size_of(len(people), percent)
    once = quality.draw("s", people, size)
    people.reverse()
    assert quality.draw("s", people, size) == once
    assert len(once) == len({each.matter for each in once}) == math.ceil(len(keys) * percent / 100)


def test_a_grave_failure_or_two_small_ones_send_back() -> None:
    good = [Finding(item.key, Answer.YES) for item in CHECKLIST]
    assert quality.passes(good)
    assert quality.refusal_of(good) is None
    small = [Finding(f.key, Answer.NO, "写得费解") if f.key == "plain" else f for f in good]
    assert quality.passes(small)
    both = [Finding(f.key, Answer.NO, "缺照片") if f.key == "papers" else f for f in small]
    assert not quality.passes(both)
    silent = [Finding(f.key, Answer.NO) if f.key == "facts" else f for f in good]
    assert "事实查清" in quality.refusal_of(silent).reason  # type: ignore[union-attr]
    assert "请逐项核查" in quality.refusal_of(good[1:]).reason  # type: ignore[union-attr]


def test_the_seed_is_of_seal_and_day() -> None:
    assert quality.seed_of("ab", date(2026, 9, 1)) != quality.seed_of("ab", date(2026, 9, 2))


@given(COUNTS.filter(lambda pair: 0 < pair[1] <= 60), st.floats(0.01, 0.99))
def test_the_tail_is_the_sum_of_the_binomial(pair: tuple[int, int], share: float) -> None:
    bad, of = pair
    exact = sum(math.comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(bad, of + 1))
    assert math.isclose(tail(bad, of, share), exact, rel_tol=1e-9, abs_tol=1e-12)


@given(st.lists(st.floats(0, 1), max_size=12))
def test_correcting_never_makes_surer_and_keeps_the_order(chances: list[float]) -> None:
    corrected = holm(chances)
    assert all(after >= before for before, after in zip(chances, corrected, strict=True))
    assert all(
        corrected[a] <= corrected[b]
        for a in range(len(chances))
        for b in range(len(chances))
        if chances[a] < chances[b]
    )


def test_what_stands_out_is_found_and_chance_is_not() -> None:
    even = [Tally(Kind.UNIT, str(n), f"单位{n}", Sign.LATE, 2, 40) for n in range(8)]
    assert outliers(even, 20) == []
    odd = Tally(Kind.UNIT, "x", "丙", Sign.LATE, 20, 40)
    assert [each.tally for each in outliers([*even, odd], 20)] == [odd]
    assert outliers([*even, Tally(Kind.UNIT, "y", "丁", Sign.LATE, 5, 5)], 20) == []


def test_problem_cases_are_raised_once_a_matter_or_once_a_person_and_theme() -> None:
    matter = [UUID(int=n) for n in range(6)]
    seen = [
        Seen(matter[0], bounces=2),
        Seen(matter[1], bounces=1, redone=True),
        *(Seen(matter[n], person="p", theme="1201") for n in (2, 3, 4)),
        Seen(matter[5], person="p", theme="0301"),
    ]
    found = raised_by(seen, bounces=2, repeats=3)
    assert [(each.ground, len(each.matters)) for each in found] == [
        (Ground.BOUNCES, 1),
        (Ground.REDONE, 1),
        (Ground.REPEATS, 3),
    ]
    assert raised_by(reversed(seen), bounces=2, repeats=3) == found


def test_personal_data_is_found_however_it_is_spelt() -> None:
    secrets = Secrets(
        names=frozenset({"李桂兰", "陈𠮷"}),
        telephones=frozenset({"13800005678"}),
        codes=frozenset({"AB12CD34"}),
    )
    found = personal_data(
        "李 桂·兰（１３８-0000 5678）凭 ab12-cd34 查询，陈𠮷帮忙；座机 0827-7221234", secrets
    )
    assert found == [
        Found(What.NAME, "李桂兰"),
        Found(What.NAME, "陈𠮷"),
        Found(What.TELEPHONE, "13800005678"),
        Found(What.CODE, "AB12CD34"),
        Found(What.TELEPHONE, "08277221234"),
    ]
    assert "姓名“李桂兰”" in leak_refusal(found).reason  # type: ignore[union-attr]
    assert personal_data("十五天修好村道，三十户受益。", secrets) == []
    assert [f.what for f in personal_data("51192119800101123x", Secrets())] == [What.IDENTITY]
