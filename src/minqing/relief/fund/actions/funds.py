"""设立资金、下达和收回预算、设定限额、关闭: the treasurer's acts.

Articles: 信访工作条例 27, 37(2); 行政事业单位内部控制规范（试行） 15.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from minqing.kernel.clock.public import civil_day
from minqing.kernel.law.public import Conflict, Incomplete, NotAllowed
from minqing.kernel.ledger.public import record
from minqing.kernel.people.public import Actor, Duty, Organ
from minqing.relief.fund.bookkeeping import account_of, book
from minqing.relief.fund.events import CeilingsSet, FundChanged, FundClosed, FundOpened
from minqing.relief.fund.gate import fund_for
from minqing.relief.fund.models import Fund
from minqing.relief.fund.rules.books import Act
from minqing.relief.fund.rules.ceilings import Ceilings
from minqing.relief.fund.rules.kinds import HELPS, Period, Source

FIRST_YEAR, LAST_YEAR = 2005, 2100


@dataclass(frozen=True, slots=True)
class FundDraft:
    """A fund to be opened; ``basis`` the number of the paper that gave the money; amounts in 分."""

    name: str
    year: int
    source: Source | str
    basis: str
    budget: int
    ceilings: Ceilings = Ceilings()  # noqa: RUF009 - a frozen value
    period: Period | str = Period.QUARTER


def open_fund(*, actor: Actor, organ_id: UUID, draft: FundDraft, at: datetime) -> Fund:
    """设立专项资金 of an organ for a year from one source; its budget is booked at once.

    Records ``relief.fund_opened``. Refused to anybody but a treasurer of the organ, without a name, a basis
    or a budget, or when the organ has a fund of that name for that year.
    """
    if not actor.holds(Duty.TREASURER, organ_id):
        raise NotAllowed("资金由本单位的资金管理员设立。", HELPS)
    if not draft.name.strip() or not draft.basis.strip():
        raise Incomplete("请写明资金名称和下达资金的文号。", HELPS)
    if draft.budget <= 0:
        raise Incomplete("请写明预算金额。", HELPS)
    if not FIRST_YEAR <= draft.year <= LAST_YEAR:
        raise Incomplete("请核对年度。", HELPS)
    with transaction.atomic():
        organ = Organ.objects.select_for_update(of=("self",)).get(pk=organ_id)
        if Fund.objects.filter(organ=organ, year=draft.year, name=draft.name.strip()).exists():
            raise Conflict("这个年度已经有同名的资金。", HELPS)
        fund = Fund.objects.create(
            organ=organ,
            name=draft.name.strip(),
            year=draft.year,
            source=Source(draft.source).value,
            basis=draft.basis.strip(),
            case_ceiling=draft.ceilings.case_fen,
            person_ceiling=draft.ceilings.person_fen,
            period_ceiling=draft.ceilings.period_fen,
            period=Period(draft.period).value,
            opened_by_id=account_of(actor),
            opened_at=at,
        )
        record(
            actor=actor,
            chain=fund.id,
            event=FundOpened(fund_id=fund.id, year=fund.year, source=fund.source),
            at=at,
        )
        book(fund, Act.ALLOT, draft.budget, actor=actor, at=at, words=fund.basis)
        _ceilings_recorded(actor, fund, at)
    return fund


def change_budget(
    *, actor: Actor, fund_id: UUID, act: Act | str, amount: int, basis: str, at: datetime
) -> Fund:
    """追加或者收回预算, with the number of the paper. Never less than what is granted and paid.

    Records ``relief.fund_changed``.
    """
    act = Act(act)
    if act not in {Act.ALLOT, Act.CUT}:
        raise Incomplete("请选择追加或者收回。", HELPS)
    if not basis.strip():
        raise Incomplete("请写明文号。", HELPS)
    if amount <= 0:
        raise Incomplete("请写明金额。", HELPS)
    with transaction.atomic():
        fund = _open(actor, fund_id)
        book(fund, act, amount, actor=actor, at=at, words=basis.strip())
        event = FundChanged(fund_id=fund.id, act=act.value, amount=amount)
        record(actor=actor, chain=fund.id, event=event, at=at)
    return fund


def set_ceilings(
    *, actor: Actor, fund_id: UUID, ceilings: Ceilings, period: Period | str, at: datetime
) -> Fund:
    """设定限额: it holds for grants from now on. Records ``relief.ceilings_set``."""
    with transaction.atomic():
        fund = _open(actor, fund_id)
        if any(each is not None and each <= 0 for each in (ceilings.case_fen, ceilings.person_fen)):
            raise Incomplete("限额要大于零；不设限额的请留空。", HELPS)
        fund.case_ceiling, fund.person_ceiling = ceilings.case_fen, ceilings.person_fen
        fund.period_ceiling, fund.period = ceilings.period_fen, Period(period).value
        fund.save(update_fields=["case_ceiling", "person_ceiling", "period_ceiling", "period"])
        _ceilings_recorded(actor, fund, at)
    return fund


def close_fund(*, actor: Actor, fund_id: UUID, at: datetime) -> Fund:
    """关闭资金: no more grants, nothing left to pay. Records ``relief.fund_closed``."""
    with transaction.atomic():
        fund = _open(actor, fund_id)
        if fund.reserved:
            raise Conflict("还有已批准没有付清的救助，付清或者解除占用以后再关闭。", HELPS)
        fund.closed_on = civil_day(at)
        fund.save(update_fields=["closed_on"])
        record(actor=actor, chain=fund.id, event=FundClosed(fund_id=fund.id), at=at)
    return fund


def _open(actor: Actor, fund_id: UUID) -> Fund:
    fund = fund_for(actor, fund_id, manage=True, lock=True)
    if fund.closed_on is not None:
        raise Conflict("这笔资金已经关闭。", HELPS)
    return fund


def _ceilings_recorded(actor: Actor, fund: Fund, at: datetime) -> None:
    event = CeilingsSet(
        fund_id=fund.id,
        case_fen=fund.case_ceiling,
        person_fen=fund.person_ceiling,
        period_fen=fund.period_ceiling,
        period=fund.period,
    )
    record(actor=actor, chain=fund.id, event=event, at=at)
