"""三个保证: which invariants the supervisor's board watches, in words and with their articles. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from minqing.kernel.law.rules import Article


class Guarantee(StrEnum):
    """One promise to every petitioner; each must count zero."""

    OWNED = "owned"
    RESULT = "result"
    HEARD = "heard"


@dataclass(frozen=True, slots=True)
class Promise:
    """A guarantee in words: its name, what breaks it, and the rule behind it."""

    key: Guarantee
    name: str
    broken: str
    basis: Article


_REGULATION: Final = "信访工作条例"
PROMISES: Final = (
    Promise(
        Guarantee.OWNED, "件件有着落", "没有人负责或者没有期限的在办事项", Article(_REGULATION, "22(1),23(1)")
    ),
    Promise(Guarantee.RESULT, "案案有结果", "没有书面结果就办结的事项", Article(_REGULATION, "32(1)")),
    Promise(
        Guarantee.HEARD, "事事有回音", "有了结果还没有送达信访人的事项", Article(_REGULATION, "21(2),32(1)")
    ),
)
