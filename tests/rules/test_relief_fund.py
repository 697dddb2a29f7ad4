"""The fund's pure rules: money, books, ceilings, doubles, waivers, what is published."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.law.rules import Incomplete
from minqing.relief.fund.rules.books import SIDES, Act, Balance, recounted
from minqing.relief.fund.rules.ceilings import Ceilings, Standing, ceiling_refusal
from minqing.relief.fund.rules.doubles import Claim, double_of, same_need
from minqing.relief.fund.rules.kinds import Need, Period, Status, Step, months_before, period_of
from minqing.relief.fund.rules.money import MOST, capitals, read_yuan, yuan
from minqing.relief.fund.rules.publishing import Cell, published
from minqing.relief.fund.rules.steps import Bounds, after, steps_for
from minqing.relief.fund.rules.waiver import waiver_in

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@given(st.integers(0, MOST))
def test_an_amount_written_out_is_read_back_to_the_fen(fen: int) -> None:
    assert read_yuan(yuan(fen)) == fen
    assert read_yuan(yuan(fen).replace(",", "")) == fen


@pytest.mark.parametrize(
    "text", ["", "-1", "1.234", "1e5", "三千", "1,00", "NaN", "99999999999", ".5", "1.2.3"]
)
def test_what_is_no_amount_is_refused_in_words(text: str) -> None:
    with pytest.raises(Incomplete):
        read_yuan(text)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (300_000, "叁仟元整"),
        (300_050, "叁仟元伍角"),
        (100_100_001, "壹佰万壹仟元零壹分"),
        (1_000_500, "壹万零伍元整"),
        (10_000_000_000_07, "壹佰亿元零柒分"),
        (1_050_0000_00, "壹仟零伍拾万元整"),
        (12, "壹角贰分"),
        (7, "柒分"),
    ],
)
def test_capitals_as_on_a_receipt(fen: int, words: str) -> None:
    if fen > MOST:
        with pytest.raises(ValueError, match="receipt"):
            capitals(fen)
    else:
        assert capitals(fen) == words


def read_capitals(words: str) -> int:
    """Return what capitals say, read the other way round (an oracle of its own)."""
    digits = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
    whole, _, rest = words.removesuffix("整").rpartition("元")
    total = group = digit = 0
    for sign in whole:
        if sign in digits:
            digit = digits[sign]
        elif sign in "拾佰仟":
            group += digit * {"拾": 10, "佰": 100, "仟": 1000}[sign]
            digit = 0
        else:
            total = (total + group + digit) * {"万": 10_000, "亿": 1}[sign] if sign == "万" else total
            if sign == "亿":
                total = (total + group + digit) * 100_000_000
            group = digit = 0
    fen = (total + group + digit) * 100
    digit = 0
    for sign in rest:
        if sign in digits:
            digit = digits[sign]
        else:
            fen += digit * {"角": 10, "分": 1}[sign]
    return fen


@given(st.integers(0, 99_999_999_99))
def test_capitals_read_back_say_the_same(fen: int) -> None:
    assert read_capitals(capitals(fen)) == fen


@given(st.lists(st.tuples(st.sampled_from(list(Act)), st.integers(1, 500)), max_size=40))
def test_whatever_is_booked_no_account_falls_below_nothing_and_the_recount_agrees(
    acts: list[tuple[Act, int]],
) -> None:
    balance, lines = Balance(), []
    for act, amount in acts:
        try:
            balance = balance.booked(act, amount)
        except ValueError:
            continue
        lines.append((*SIDES[act], amount))
    assert min(balance.budget, balance.reserved, balance.paid, balance.refunded, balance.available) >= 0
    assert recounted(lines) == balance


@given(
    st.integers(1, 1000),
    st.one_of(st.none(), st.integers(0, 1000)),
    st.integers(0, 1000),
    st.integers(0, 2000),
)
def test_a_ceiling_holds_exactly(amount: int, ceiling: int | None, used: int, left: int) -> None:
    refusal = ceiling_refusal(amount, Ceilings(person_fen=ceiling), Standing(0, used, 0, left))
    allowed = amount <= left and (ceiling is None or amount + used <= ceiling)
    assert (refusal is None) is allowed


@given(st.integers(1, 10**7), st.integers(1, 10**6))
def test_the_last_step_of_an_amount_grants_it_and_no_earlier_one(amount: int, bound: int) -> None:
    bounds = Bounds(bound, bound * 10)
    *earlier, last = steps_for(amount, bounds)
    assert after(last, amount, bounds) is Status.GRANTED
    assert all(after(step, amount, bounds) is not Status.GRANTED for step in earlier)
    assert (Step.FINAL in steps_for(amount, bounds)) is (amount > bound)


@given(DAYS, st.sampled_from(list(Period)))
def test_a_period_holds_its_day_and_the_next_begins_where_it_ends(day: date, period: Period) -> None:
    first, beyond = period_of(day, period)
    assert first <= day < beyond
    assert period_of(beyond, period)[0] == beyond
    assert period_of(beyond - timedelta(days=1), period) == (first, beyond)


@given(DAYS, st.integers(0, 60))
def test_months_before_is_never_after_and_keeps_the_day_where_there_is_one(day: date, months: int) -> None:
    before = months_before(day, months)
    assert before <= day
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day == day.day or before.day >= 28


CLAIMS = st.builds(
    lambda key, subject, need, start, long, people, house, held, granted: Claim(
        UUID(int=key),
        UUID(int=subject),
        need,
        start,
        start + timedelta(days=long),
        frozenset(UUID(int=each) for each in people),
        UUID(int=house) if house else None,
        f"{key}号",
        held,
        granted,
    ),
    st.integers(2, 60),
    st.integers(1, 4),
    st.sampled_from([Need.MEDICAL, Need.LIVING]),
    DAYS,
    st.integers(0, 200),
    st.sets(st.integers(100, 106), min_size=1, max_size=3),
    st.sampled_from([0, 7, 8]),
    st.sampled_from([0, 100]),
    st.one_of(st.none(), DAYS),
)


def counts(claim: Claim, other: Claim, on: date, months: int) -> bool:
    """Return whether an earlier grant stands in the way, written out plainly (an oracle of its own)."""
    if other.held_fen == 0 or other.granted_on is None or other.need != claim.need:
        return False
    home = claim.household is not None and claim.household == other.household
    if not home and not any(each in other.people for each in claim.people):
        return False
    if claim.subject_id == other.subject_id:
        return True
    if not (claim.last_on < other.first_on or other.last_on < claim.first_on):
        return True
    aged = (on.year - other.granted_on.year) * 12 + on.month - other.granted_on.month
    return aged < months or (aged == months and on.day < other.granted_on.day)


@given(CLAIMS, st.lists(CLAIMS, max_size=8, unique_by=lambda claim: claim.id), DAYS)
def test_a_double_is_found_exactly_where_the_plain_reading_finds_one_and_the_latest_is_named(
    claim: Claim, earlier: list[Claim], on: date
) -> None:
    claim, on = replace(claim, id=UUID(int=1)), on.replace(day=min(on.day, 28))
    earlier = [
        replace(each, granted_on=each.granted_on.replace(day=min(each.granted_on.day, 28)))
        if each.granted_on
        else each
        for each in earlier
    ]
    wanted = [other for other in earlier if counts(claim, other, on, 12)]
    found = double_of(claim, earlier, on=on, months=12)
    assert (found is None) is (not wanted)
    if found is not None:
        assert found.granted_on == max(other.granted_on for other in wanted if other.granted_on)
        assert found.earlier in {other.id for other in wanted}


def test_another_need_or_what_came_back_in_full_is_no_double() -> None:
    one = Claim(
        UUID(int=1),
        UUID(int=9),
        Need.MEDICAL,
        date(2026, 1, 1),
        date(2026, 1, 9),
        frozenset({UUID(int=5)}),
        None,
    )
    paid = replace(one, id=UUID(int=2), held_fen=100, granted_on=date(2026, 2, 1))
    assert double_of(one, [paid], on=date(2026, 9, 1), months=12) is not None
    assert double_of(one, [replace(paid, held_fen=0)], on=date(2026, 9, 1), months=12) is None
    assert same_need(one, replace(paid, need=Need.HOUSING), on=date(2026, 9, 1), months=12) is None


@pytest.mark.parametrize(
    "text",
    [
        "停访息诉",
        "自愿息访。",
        "签订息访承诺书",
        "今后不再上访",
        "保证不再越级上访",
        "承诺不起诉",
        "放弃行政复议和诉讼",
        "不再请求复查",
        "不去举报",
        "放弃一切权利",
        "撤诉后发放",
        "罢、访",
        "一次性了断此事",
    ],
)
def test_ways_to_ask_for_a_waiver_are_found(text: str) -> None:
    assert waiver_in(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "丈夫住院三个月，自付一万二千元。",
        "不影响信访人依法信访、诉讼的权利。",
        "本次救助不以停访息诉为条件。",
        "信访人仍然可以请求复查、复核。",
        "走访三次，核实情况属实。",
        "同意，按规定办理。",
        "信访人有权提起诉讼。",
    ],
)
def test_plain_words_and_words_that_forbid_it_pass(text: str) -> None:
    assert waiver_in(text) is None


@given(
    st.dictionaries(
        st.sampled_from("abcdefg"), st.builds(Cell, st.integers(0, 20), st.integers(0, 10**6)), max_size=7
    ),
    st.integers(2, 6),
)
def test_no_small_number_is_shown_and_none_can_be_worked_out_from_the_total(
    cells: Mapping[str, Cell], small: int
) -> None:
    rows, total = published(cells, small)
    hidden = [key for key, row in rows.items() if row.count is None]
    for key, row in rows.items():
        if 0 < cells[key].count < small:
            assert row.count is None
            assert row.fen is None
        elif row.count is not None:
            assert (row.count, row.fen) == (cells[key].count, cells[key].fen)
    if hidden and total.count is not None:
        assert len(hidden) > 1
        assert sum(cells[key].count for key in hidden) >= small
