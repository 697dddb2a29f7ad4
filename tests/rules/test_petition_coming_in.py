"""Rules of coming in: days of channels, representatives, where a scanned letter ends. Pure."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from minqing.kernel.law.public import profile_on
from minqing.petition.intake.label_rules import Cut, PageMark, cut_at_labels, label_text, page_mark
from minqing.petition.intake.rules import (
    CHANNEL_DAYS,
    EARLIEST,
    Arrived,
    Speaker,
    Statement,
    arrival_problems,
    check_statement,
    speaker_problems,
)
from minqing.petition.matter.rules import Channel

LAW = profile_on(date(2026, 9, 14))
days = st.dates(EARLIEST, date(2030, 1, 1))


def statement(channel: Channel, **more: object) -> Statement:
    return Statement(title="", body="内容", requests=("请求",), name="李桂兰", channel=channel, **more)  # type: ignore[arg-type]


def test_every_channel_says_which_days_it_has_and_all_clocks_run_from_receipt() -> None:
    assert set(CHANNEL_DAYS) == set(Channel)
    assert {row.runs_from for row in CHANNEL_DAYS.values()} == {"received"}
    assert all(row.basis.cite == "《信访工作条例》第二十二条第一款" for row in CHANNEL_DAYS.values())


@given(channel=st.sampled_from(Channel), received=days, gap=st.integers(-400, 400))
def test_a_channels_own_day_is_never_after_receipt_and_the_same_where_it_is_receipt(
    channel: Channel, received: date, gap: int
) -> None:
    own = received + timedelta(days=gap)
    arrived = Arrived(happened_on=own, from_organ="省信访局", team="工作队")
    found = {p.field for p in arrival_problems(statement(channel, received_on=received, arrived=arrived))}
    row = CHANNEL_DAYS[channel]
    right = row.happened is not None and own >= EARLIEST and (gap == 0 if row.same_day else gap <= 0)
    assert (found == set()) is right


@given(channel=st.sampled_from(Channel), count=st.integers(0, 9))
def test_only_a_visit_has_a_limit_of_representatives(channel: Channel, count: int) -> None:
    speakers = tuple(Speaker(f"某{number}") for number in range(count))
    said = statement(channel, speakers=speakers, people_count=50)
    most = LAW.setting("max_representatives")
    assert bool(speaker_problems(said, LAW)) is (channel is Channel.VISIT and count > most)


def test_a_plain_statement_has_nothing_to_say_of_its_arrival() -> None:
    assert not statement(Channel.LETTER).arrived.says_something
    assert check_statement(statement(Channel.LETTER), LAW) == ()


def test_more_representatives_than_people_cannot_be() -> None:
    said = statement(Channel.LETTER, speakers=(Speaker("甲"), Speaker("乙")), people_count=1)
    assert {p.field for p in speaker_problems(said, LAW)} == {"people_count"}


@given(st.integers(2000, 2100), st.integers(1, 999_999))
def test_what_a_label_says_is_read_as_a_label(year: int, sequence: int) -> None:
    text = label_text(year, sequence)
    assert page_mark(["6901234567892", text]) == PageMark(label=text)


def test_barcodes_of_others_say_nothing_and_receipts_name_their_code() -> None:
    assert page_mark(["SF1234567890123", "https://other.example/?code=short"]) == PageMark()
    assert page_mark(["https://x.example/matter/?code=23456789AB"]).query_code == "23456789AB"


labels = st.sampled_from(["", "", "LX2026-000001", "LX2026-000002", "LX2026-000003"])


@given(st.lists(labels, min_size=1, max_size=12))
def test_every_page_lies_in_exactly_one_letter_in_order(found: list[str]) -> None:
    cuts = cut_at_labels([PageMark(label) for label in found])
    assert [page for cut in cuts for page in range(cut.first, cut.last)] == list(range(len(found)))
    for cut in cuts:
        assert {label for label in found[cut.first : cut.last] if label} <= {cut.label}


def test_pages_before_the_first_label_are_a_letter_of_their_own() -> None:
    pages = [PageMark(), PageMark("LX2026-000001"), PageMark("LX2026-000001"), PageMark()]
    assert cut_at_labels(pages) == (Cut(0, 1), Cut(1, 4, "LX2026-000001"))
