"""What papers must contain, how they are numbered, and the day they count as delivered."""

import copy
import datetime as dt

import pytest

from minqing.kernel.documents import rules
from minqing.kernel.documents.rules import DeliveryFacts, DeliveryWay, DocumentKind
from tests.rooms.documents.papers import DATA

ISSUED = dt.date(2026, 1, 4)
MONDAY = dt.date(2026, 1, 5)
TODAY = dt.date(2026, 1, 9)


def test_every_kind_has_title_mark_basis_elements_and_every_element_its_word() -> None:
    for table in (rules.TITLES, rules.MARKS, rules.BASIS, rules.REQUIRED, DATA):
        assert set(table) == set(DocumentKind)
    rows = {name for _, names in rules.ROWS.values() for name in names}
    whens = {name for row in rules.KINDS.values() for when in row.when for name in when.required}
    named = {name for names in rules.REQUIRED.values() for name in names}
    assert named | rows | whens == set(rules.WORDS)
    assert set(rules.DELIVERY_BASIS) == set(rules.WAY_WORDS) == set(DeliveryWay)


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_complete_papers_lack_nothing_and_each_missing_element_is_named(kind: DocumentKind) -> None:
    assert rules.missing(kind, DATA[kind]) == ()
    chosen = {when.key for when in rules.KINDS[kind].when}
    for name in rules.REQUIRED[kind]:
        blanks: tuple[dict[str, object], ...] = ({}, {name: "  \n"}, {name: []}, {name: None})
        for nothing in blanks:
            data = {key: value for key, value in DATA[kind].items() if key != name} | nothing
            assert rules.missing(kind, data)[:1] == (rules.WORDS[name],)
            assert name in chosen or len(rules.missing(kind, data)) == 1
    assert rules.missing(kind, {}) == tuple(rules.WORDS[name] for name in rules.REQUIRED[kind])


def test_a_paper_may_call_for_more_by_what_it_says() -> None:
    kind = DocumentKind.NO_LONGER_NOTICE
    late = {**DATA[kind], "case": "window_missed"}
    assert rules.missing(kind, late) == ("原意见的文号", "收到原意见的日期", "期限届满日")
    assert rules.missing(
        DocumentKind.REVIEW_APPLICATION, {**DATA[DocumentKind.REVIEW_APPLICATION], "level": "final_review"}
    ) == ("复查意见的文号",)


def test_every_request_of_an_opinion_needs_its_own_opinion_and_basis() -> None:
    data = copy.deepcopy(dict(DATA[DocumentKind.HANDLING_OPINION]))
    data["items"][1]["basis"] = " "
    del data["items"][0]["opinion"]
    assert rules.missing(DocumentKind.HANDLING_OPINION, data) == ("第1项的处理意见", "第2项的依据")


def test_an_assigned_matter_names_demands_and_the_day_of_feedback() -> None:
    data = {**DATA[DocumentKind.REFERRAL_LETTER], "mode": "assign"}
    assert rules.missing(DocumentKind.REFERRAL_LETTER, data) == ("办理要求", "反馈期限")
    assert rules.title_of(DocumentKind.REFERRAL_LETTER, data) == "信访事项交办函"
    assert rules.title_of(DocumentKind.REFERRAL_LETTER, {}) == "信访事项转送函"


def test_numbers_are_written_as_the_standard_writes_them() -> None:
    assert rules.number_text("信访处", 2026, 12) == "信访处〔2026〕12号"


@pytest.mark.parametrize("way", list(DeliveryWay))
def test_the_day_of_the_act_is_the_day_of_delivery_except_after_an_announcement(way: DeliveryWay) -> None:
    over = dt.date(2026, 2, 4)
    expected = over if way is DeliveryWay.ANNOUNCEMENT else MONDAY
    assert rules.delivered_on(DeliveryFacts(way, MONDAY, ISSUED, announced_until=over)) == expected


def test_a_paper_is_announced_only_when_another_way_failed_or_none_is_left() -> None:
    assert "下落不明" in rules.announcement_refusal((), " ")
    assert rules.announcement_refusal((rules.Outcome.RETURNED,), "") == ""
    assert rules.announcement_refusal((), "户籍地已经拆迁，无人知道去向") == ""
    assert set(rules.NEXT_WAYS) == set(rules.OUTCOME_WORDS) == set(rules.Outcome)


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        (DeliveryFacts(DeliveryWay.ELECTRONIC, MONDAY, ISSUED), "同意"),
        (DeliveryFacts(DeliveryWay.HOUSEHOLD, MONDAY, ISSUED), "关系"),
        (DeliveryFacts(DeliveryWay.POST, MONDAY, ISSUED), "邮件号码"),
        (DeliveryFacts(DeliveryWay.REFUSED, MONDAY, ISSUED), "拒收"),
        (DeliveryFacts(DeliveryWay.REFUSED, MONDAY, ISSUED, refusal_reason="拒绝签收"), "见证人"),
        (DeliveryFacts(DeliveryWay.REFUSED, MONDAY, ISSUED, witnesses=("赵六",)), "事由"),
        (DeliveryFacts(DeliveryWay.ANNOUNCEMENT, MONDAY, ISSUED), "影像"),
        (DeliveryFacts(DeliveryWay.IN_PERSON, dt.date(2026, 1, 3), ISSUED), "早于"),
        (DeliveryFacts(DeliveryWay.IN_PERSON, dt.date(2026, 1, 10), ISSUED), "晚于"),
    ],
)
def test_a_receipt_without_what_its_way_needs_is_refused(facts: DeliveryFacts, word: str) -> None:
    assert word in rules.delivery_refusal(facts, TODAY)


@pytest.mark.parametrize(
    "facts",
    [
        DeliveryFacts(DeliveryWay.IN_PERSON, MONDAY, ISSUED),
        DeliveryFacts(DeliveryWay.IN_PERSON, ISSUED, ISSUED),
        DeliveryFacts(DeliveryWay.ELECTRONIC, MONDAY, ISSUED, consent=True),
        DeliveryFacts(DeliveryWay.HOUSEHOLD, MONDAY, ISSUED, relation="配偶"),
        DeliveryFacts(DeliveryWay.POST, MONDAY, ISSUED, post_number="1234567890123"),
        DeliveryFacts(DeliveryWay.REFUSED, MONDAY, ISSUED, refusal_reason="拒绝签收", witnesses=("赵六",)),
        DeliveryFacts(DeliveryWay.REFUSED, MONDAY, ISSUED, refusal_reason="拒绝签收", evidence=True),
        DeliveryFacts(DeliveryWay.ANNOUNCEMENT, MONDAY, ISSUED, evidence=True),
    ],
)
def test_a_complete_receipt_is_accepted(facts: DeliveryFacts) -> None:
    assert rules.delivery_refusal(facts, TODAY) == ""
