"""限额: per case, per person, per period, and never more than there is. Pure."""

from dataclasses import dataclass

from minqing.kernel.law.rules import Conflict
from minqing.relief.fund.rules.kinds import HELPS
from minqing.relief.fund.rules.money import yuan


@dataclass(frozen=True, slots=True)
class Ceilings:
    """The ceilings of a fund in 分; None where its rules set none."""

    case_fen: int | None = None
    person_fen: int | None = None
    period_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts against the ceilings before this grant, in 分.

    ``case_fen`` everything held on the matter over the years; ``person_fen`` the most any of the persons
    helped holds of this year's funds; ``period_fen`` what the fund granted in the period; ``available_fen``
    what is left in it.
    """

    case_fen: int
    person_fen: int
    period_fen: int
    available_fen: int


def ceiling_refusal(amount: int, ceilings: Ceilings, standing: Standing) -> Conflict | None:
    """Return why an amount cannot be granted, naming the ceiling and the room that is left; None if it can.

    Granting exactly up to a ceiling is allowed: 3,000 of 3,000 passes, one 分 more does not.
    """
    rows = (
        ("每件事项累计", ceilings.case_fen, standing.case_fen),
        ("每人当年累计", ceilings.person_fen, standing.person_fen),
        ("本期", ceilings.period_fen, standing.period_fen),
    )
    for words, ceiling, used in rows:
        if ceiling is not None and used + amount > ceiling:
            left = yuan(max(ceiling - used, 0))
            return Conflict(
                f"超过{words}限额{yuan(ceiling)}元：已用{yuan(used)}元，还可以批准{left}元。"
                "请减少金额，或者改用其他资金。",
                HELPS,
            )
    if amount > standing.available_fen:
        return Conflict(
            f"这笔资金只剩{yuan(max(standing.available_fen, 0))}元可用，不够批准{yuan(amount)}元。"
            "请减少金额，或者改用其他资金。",
            HELPS,
        )
    return None
