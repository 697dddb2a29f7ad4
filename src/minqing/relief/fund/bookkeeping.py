"""Booking: an entry and the fund's own sums, written together; the fund is locked by whoever calls."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from minqing.kernel.clock.public import civil_day
from minqing.kernel.files.public import StoredFile, words_of
from minqing.kernel.law.public import Conflict, NotAllowed, Refused, profile_on
from minqing.kernel.people.public import Actor
from minqing.kernel.text.public import normalise
from minqing.relief.fund.models import Application, Booking, Fund
from minqing.relief.fund.rules.books import SIDES, Act
from minqing.relief.fund.rules.kinds import HELPS
from minqing.relief.fund.rules.steps import Bounds
from minqing.relief.fund.rules.waiver import waiver_refusal

WORDS = 200


def account_of(actor: Actor) -> UUID:
    """Return the account of a member of staff; nobody else touches money."""
    if actor.account_id is None:
        raise NotAllowed("只有工作人员可以进行此操作。")
    return actor.account_id


def locked_fund(fund_id: UUID) -> Fund:
    """Return the fund, locked until the transaction ends; money moves only under this lock."""
    return Fund.objects.select_for_update(of=("self",)).select_related("organ").get(pk=fund_id)


def book(
    fund: Fund,
    act: Act,
    amount: int,
    *,
    actor: Actor,
    at: datetime,
    application: Application | None = None,
    words: str = "",
) -> Booking:
    """Book an amount in a locked fund.

    Raises:
        Conflict: an account would fall below nothing.
    """
    try:
        balance = fund.balance.booked(act, amount)
    except ValueError as wrong:
        raise Conflict("账上没有这么多钱，请核对金额。", HELPS) from wrong
    fund.budget, fund.reserved = balance.budget, balance.reserved
    fund.paid, fund.refunded = balance.paid, balance.refunded
    fund.save(update_fields=["budget", "reserved", "paid", "refunded"])
    debit, credit = SIDES[act]
    return Booking.objects.create(
        fund=fund,
        application=application,
        act=act.value,
        debit=debit.value,
        credit=credit.value,
        amount=amount,
        booked_on=civil_day(at),
        words=words[:WORDS],
        by_id=account_of(actor),
        at=at,
    )


def refuse_waivers(*texts: str) -> None:
    """Refuse words that ask for a right to be given up in return for help."""
    refusal = waiver_refusal(*(normalise(text) for text in texts if text))
    if refusal is not None:
        raise refusal


def refuse_waivers_in(files: Iterable[StoredFile]) -> None:
    """Refuse files whose words ask for it; a mere picture cannot be read and is left to whoever signs."""
    for file in files:
        refusal = waiver_refusal(normalise(words_of(file)))
        if refusal is not None:
            raise Refused(f"材料“{file.name}”：{refusal.reason}", refusal.basis)


def bounds_on(day: date, place: str) -> Bounds:
    """Return from which amounts on more signatures are needed, in 分; the profile's are in 元."""
    profile = profile_on(day, place)
    return Bounds(
        final_above=profile.setting("relief_final_above") * 100,
        conference_above=profile.setting("relief_conference_above") * 100,
    )


def lookback_on(day: date, place: str) -> int:
    """Return for how many months a grant for the same kind of need stands in the way of another."""
    return profile_on(day, place).setting("relief_lookback_months")
