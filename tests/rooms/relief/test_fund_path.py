"""The fund from application to voucher: granted, paid, refused as double, refused for a waiver, balanced."""

from datetime import date
from typing import Any

import pytest

from minqing.kernel.clock.public import new_id
from minqing.kernel.documents.public import documents_of
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed, Refused
from minqing.kernel.ledger.public import entries_of, verify_chain
from minqing.relief.models import Application, Booking, Fund, Payment
from minqing.relief.public import fund as relief
from minqing.relief.public.fund import Ceilings, Helped
from tests.cast import make_cast
from tests.factories.fund import DAY, Purse, identity, months_ago
from tests.factories.path import at_noon

pytestmark = pytest.mark.django_db


@pytest.fixture
def purse() -> Purse:
    """A fund of a hundred thousand yuan."""
    return Purse(make_cast())


def test_an_application_is_signed_by_two_paid_by_a_fourth_and_the_books_balance(purse: Purse) -> None:
    row = purse.grant(purse.apply())
    assert (row.status, row.granted) == ("granted", 300_000)
    purse.pay(row, 100_000)
    row.refresh_from_db()
    assert (row.status, row.to_pay) == ("granted", 200_000)
    purse.pay(row)
    row.refresh_from_db()
    fund = Fund.objects.get()
    assert (row.status, row.to_pay) == ("paid", 0)
    assert (fund.reserved, fund.paid, fund.available) == (0, 300_000, 9_700_000)
    assert relief.recount() == []
    kinds = {paper.kind for paper in documents_of(row.subject_id)}
    assert kinds == {"relief_application", "relief_approval", "relief_receipt"}
    names = [entry.name for entry in entries_of(row.subject_id)]
    assert {"relief.applied", "relief.signed", "relief.granted", "relief.paid"} <= set(names)
    assert not verify_chain(row.subject_id).problems


def test_more_than_the_bound_needs_the_county_leader_and_much_more_the_conference(purse: Purse) -> None:
    row = purse.apply(asked=600_000)
    assert purse.grant(row).status == "approved"
    with pytest.raises(NotAllowed):
        purse.agree(row, purse.cast.office_leader, "final")
    assert purse.agree(row, purse.county_leader, "final").status == "granted"
    big = purse.apply(2, asked=6_000_000)
    purse.grant(big)
    with pytest.raises(Incomplete):
        purse.agree(big, purse.county_leader, "final")
    done = purse.agree(big, purse.county_leader, "final", conference="通信联纪要〔2026〕3号")
    assert done.status == "granted"


def test_the_same_person_the_same_household_and_the_same_matter_are_not_helped_twice(purse: Purse) -> None:
    first = purse.apply(people=(Helped("李桂兰", identity(1), "本人"),), household_number="511921000123")
    purse.grant(first)
    subject = first.subject_id
    again = [
        # The same person under a name written differently, for days that overlap.
        purse.apply(people=(Helped("李桂蘭", identity(1).lower(), "本人"),)),
        # Somebody else of the same household, who applies elsewhere.
        purse.apply(people=(Helped("王小强", identity(7), "本人"),), household_number="511921 000123"),
        # The person is only a member of another family's application.
        purse.apply(people=(Helped("张伟", identity(8), "本人"), Helped("李桂兰", identity(1), "母亲"))),
        # On the same matter, though the days are later ones.
        purse.apply(subject=subject, need_from=date(2026, 8, 1), need_to=date(2026, 8, 9)),
    ]
    for row in again:
        with pytest.raises(Conflict) as refused:
            purse.agree(row, purse.cast.registrar, "review")
        assert first.number in refused.value.reason
        assert "2026年9月16日" in refused.value.reason
        assert "3,000.00元" in refused.value.reason
        row.refresh_from_db()
        assert (row.status, row.granted, row.signatures.count()) == ("lodged", 0, 0)
    other = purse.apply(need="education", need_from=date(2026, 9, 1), need_to=date(2026, 9, 5))
    assert purse.grant(other).status == "granted"


def test_over_the_years_an_earlier_grant_counts_for_its_days_and_for_twelve_months(purse: Purse) -> None:
    purse.fund = purse.open("信访专项资金", 2025, 1_000_000)
    early = purse.apply(1, at=months_ago(14), need_from=date(2025, 3, 1), need_to=date(2025, 3, 9))
    purse.grant(early, at=months_ago(14))
    late = purse.apply(2, at=months_ago(9), need_from=date(2025, 8, 1), need_to=date(2025, 8, 9))
    purse.grant(late, at=months_ago(9))
    purse.fund = purse.open("救急难资金", 2026, 1_000_000)
    assert purse.grant(purse.apply(1)).status == "granted"
    recent = purse.apply(2)
    with pytest.raises(Conflict, match="不满12个月"):
        purse.agree(recent, purse.cast.registrar, "review")
    same_days = purse.apply(1, need="medical", need_from=date(2025, 3, 9), need_to=date(2025, 3, 30))
    with pytest.raises(Conflict, match=r"重叠|不满"):
        purse.agree(same_days, purse.cast.registrar, "review")


def test_a_double_is_refused_by_a_person_with_the_earlier_grant_named_and_a_way_told(purse: Purse) -> None:
    first = purse.grant(purse.apply())
    second = purse.apply()
    seen = relief.application_file(purse.actor(purse.cast.registrar), second.pk, at_noon(DAY))
    assert seen.double is not None
    assert seen.double_whole
    refused = relief.refuse_relief(
        actor=purse.actor(purse.cast.registrar),
        application_id=second.pk,
        step="review",
        ground="double",
        words="",
        version=second.version,
        at=at_noon(DAY),
    )
    assert (refused.status, refused.double_of_id) == ("refused", first.pk)
    third = purse.apply(9)
    with pytest.raises(Conflict, match="没有找到"):
        relief.refuse_relief(
            actor=purse.actor(purse.cast.registrar),
            application_id=third.pk,
            step="review",
            ground="double",
            words="",
            version=third.version,
            at=at_noon(DAY),
        )


def test_who_may_not_see_the_earlier_grant_learns_only_that_there_is_one(purse: Purse) -> None:
    first = purse.grant(purse.apply())
    cast = purse.cast
    second = relief.apply_for_relief(
        actor=purse.actor(cast.other_handler),
        subject=relief.Subject(new_id(), "511921-2026-000200", cast.resources.id),
        draft=purse.draft(),
        at=at_noon(DAY),
    )
    seen = relief.application_file(purse.actor(cast.other_handler), second.pk, at_noon(DAY))
    assert seen.double is not None
    assert not seen.double_whole
    told = seen.double.told(whole=seen.double_whole)
    assert first.number not in told
    assert "3,000" not in told
    with pytest.raises(NotAllowed):
        relief.application_file(purse.actor(cast.other_handler), first.pk, at_noon(DAY))
    with pytest.raises(NotAllowed):
        relief.application_file(purse.actor(cast.steward), first.pk, at_noon(DAY))


@pytest.mark.parametrize(
    "words",
    [
        "领款后自愿息诉罢访。",
        "本人承诺今后不再就此事上访、投诉",
        "收到救助金后，停 访、息-诉",
        "自願放棄訴訟",
        "放弃复查、复核的权利",
        "保证不进京反映",
    ],
)
def test_help_in_return_for_a_right_is_refused_with_the_right_and_its_article(
    purse: Purse, words: str
) -> None:
    for field in ("reason", "agreement"):
        texts: dict[str, Any] = {"reason": "家庭困难。", "agreement": "", field: f"家庭困难。{words}"}
        with pytest.raises(Refused) as refused:
            purse.apply(**texts)
        assert refused.value.basis is not None
        assert refused.value.basis.source in {
            "中华人民共和国宪法",
            "中华人民共和国行政诉讼法",
            "信访工作条例",
        }
        assert "换取救助" in refused.value.reason
    assert not Application.objects.exists()
    assert purse.apply(agreement="本次救助不以息诉罢访为条件，不影响信访、诉讼的权利。").status == "lodged"


def test_four_people_nobody_twice(purse: Purse) -> None:
    cast = purse.cast
    row = relief.apply_for_relief(
        actor=purse.actor(cast.registrar),
        subject=relief.Subject(new_id(), "1", cast.petition_office.id),
        draft=purse.draft(),
        at=at_noon(DAY),
    )
    with pytest.raises(NotAllowed, match="不同的人"):
        purse.agree(row, cast.registrar, "review")
    with pytest.raises(NotAllowed):
        purse.agree(row, cast.handler, "review")
    with pytest.raises(NotAllowed):
        purse.agree(row, purse.treasurer, "review")
    assert not row.signatures.exists()


def test_no_voucher_pays_twice_and_nothing_is_paid_beyond_the_grant(purse: Purse) -> None:
    row = purse.grant(purse.apply())
    with pytest.raises(Conflict, match="不能多付"):
        purse.pay(row, 300_001)
    purse.pay(row, 100_000, number="记-77")
    with pytest.raises(Conflict, match="只能登记一次"):
        purse.pay(row, 100_000, number="记-77")
    with pytest.raises(Incomplete, match="早于"):
        purse.pay(row, 100_000, on=date(2026, 9, 1))
    assert Payment.objects.count() == 1
    assert relief.recount() == []


def test_refunds_and_releases_go_back_to_the_fund(purse: Purse) -> None:
    row = purse.grant(purse.apply())
    payment = purse.pay(row, 200_000)
    row.refresh_from_db()
    relief.release_relief(
        actor=purse.actor(purse.treasurer),
        application_id=row.pk,
        reason="医保已经报销余下部分。",
        version=row.version,
        at=at_noon(DAY),
    )
    relief.refund_payment(
        actor=purse.actor(purse.treasurer),
        payment_id=payment.pk,
        voucher=purse.voucher(200_000),
        reason="重复报销，退回。",
        at=at_noon(DAY),
    )
    with pytest.raises(Conflict, match="最多还能退"):
        relief.refund_payment(
            actor=purse.actor(purse.treasurer),
            payment_id=payment.pk,
            voucher=purse.voucher(1),
            reason="再退",
            at=at_noon(DAY),
        )
    fund = Fund.objects.get()
    assert (fund.reserved, fund.paid, fund.refunded, fund.available) == (0, 200_000, 200_000, 10_000_000)
    assert relief.recount() == []
    # What came back in full is no earlier help any more.
    assert purse.grant(purse.apply()).status == "granted"


def test_ceilings_name_the_room_that_is_left(purse: Purse) -> None:
    relief.set_ceilings(
        actor=purse.actor(purse.treasurer),
        fund_id=purse.fund.pk,
        ceilings=Ceilings(case_fen=500_000, person_fen=400_000, period_fen=800_000),
        period="quarter",
        at=at_noon(DAY),
    )
    first = purse.grant(purse.apply(asked=300_000))
    more = purse.apply(asked=100_001, need="housing")
    purse.agree(more, purse.cast.registrar, "review")
    with pytest.raises(Conflict, match=r"每人当年累计限额4,000.00元.*还可以批准1,000.00元"):
        purse.agree(more, purse.cast.office_leader, "approve")
    assert purse.agree(more, purse.cast.office_leader, "approve", 100_000).status == "granted"
    beside = purse.apply(2, subject=first.subject_id, asked=200_001)
    purse.agree(beside, purse.cast.registrar, "review")
    with pytest.raises(Conflict, match="每件事项累计限额"):
        purse.agree(beside, purse.cast.office_leader, "approve")
    assert purse.grant(purse.apply(3, asked=400_000)).status == "granted"
    last = purse.apply(4, asked=1)
    purse.agree(last, purse.cast.registrar, "review")
    with pytest.raises(Conflict, match="本期限额"):
        purse.agree(last, purse.cast.office_leader, "approve")
    assert relief.recount() == []


def test_a_tampered_sum_is_found_by_the_recount_and_a_booking_cannot_be_changed(purse: Purse) -> None:
    purse.pay(purse.grant(purse.apply()))
    Fund.objects.update(budget=9_999_999)
    found = relief.recount()
    assert [(each.what, each.stored, each.counted) for each in found] == [
        ("budget: bookings", 9_999_999, 10_000_000)
    ]
    with pytest.raises(Exception, match="append_only"):
        Booking.objects.update(amount=1)


def test_what_is_missing_is_said_and_nothing_is_stored(purse: Purse) -> None:
    wrong = (
        {"people": (Helped("李桂兰", "511921198001010000", "本人"),)},
        {"people": (Helped("李桂兰", identity(1), "本人"), Helped("王建国", identity(1), "配偶"))},
        {"file_ids": ()},
        {"asked": 0},
        {"reason": " "},
        {"need_to": date(2026, 1, 1)},
    )
    for more in wrong:
        with pytest.raises(Incomplete):
            purse.apply(**more)
    assert not Application.objects.exists()


def test_public_totals_keep_small_numbers_back(purse: Purse) -> None:
    for serial in range(6):
        purse.pay(purse.grant(purse.apply(serial, asked=100_000)))
    purse.pay(purse.grant(purse.apply(50, asked=100_000, need="housing")))
    totals = relief.public_totals(2026, DAY)
    assert totals.rows["housing"].fen is None
    assert totals.rows["medical"].fen is None
    assert (totals.total.count, totals.total.fen) == (7, 700_000)
