"""排行: timeliness and resolution of organs, with Wilson's interval, a minimum number and ties. Pure.

Articles: 信访工作条例 39(1) (assessment is by solving matters in time and on the spot, not by their number).
An organ stands behind another one only if the two intervals do not overlap; otherwise nobody can say which
is better, and both are shown with the range of places they may have.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from minqing.kernel.law.rules import Article

ORIENTATION: Final = Article("信访工作条例", "39(1)")
Z95: Final = 1.959963984540054


class Measure(StrEnum):
    """排行的指标: never how many matters came in."""

    TIMELINESS = "timeliness"
    RESOLUTION = "resolution"


MEASURE_WORDS: Final = {Measure.TIMELINESS: "按期办结率", Measure.RESOLUTION: "评价为已解决的比率"}


def wilson(good: int, of: int, z: float = Z95) -> tuple[float, float]:
    """Return Wilson's score interval of a share, within 0 and 1; ``(0, 1)`` where there is nothing.

    ``wilson(8, 10)`` is about (0.490, 0.943). Source: E. B. Wilson, JASA 22 (1927), 209.
    """
    if of <= 0:
        return 0.0, 1.0
    share, square = good / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = z / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    low = 0.0 if good == 0 else max(0.0, middle - half)
    high = 1.0 if good == of else min(1.0, middle + half)
    return low, high


@dataclass(frozen=True, slots=True)
class Score:
    """What was counted of one organ: ``good`` of ``of``."""

    organ: UUID
    name: str
    good: int
    of: int

    @property
    def share(self) -> float:
        """Return the share, 0 where there is nothing."""
        return self.good / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return Wilson's interval at 95 per cent."""
        return wilson(self.good, self.of)


@dataclass(frozen=True, slots=True)
class Standing:
    """One organ in the table: the best and the worst place it may have; none below the minimum.

    ``tied`` tells that some other organ's interval overlaps.
    """

    score: Score
    best: int | None
    worst: int | None

    @property
    def ranked(self) -> bool:
        """Return whether there is enough to rank it."""
        return self.best is not None

    @property
    def tied(self) -> bool:
        """Return whether its place cannot be told from another one's."""
        return self.best != self.worst


def table(scores: Sequence[Score], minimum: int) -> list[Standing]:
    """Return the organs by share, those below the minimum last and without a place.

    The best place is one behind all whose interval lies wholly above, the worst one before all whose
    interval lies wholly beneath.
    """
    enough = [each for each in scores if each.of >= max(minimum, 1)]
    few = [each for each in scores if each.of < max(minimum, 1)]
    spans = [(each, each.interval) for each in enough]
    found = []
    for each, (low, high) in sorted(spans, key=lambda pair: (-pair[0].share, pair[0].name)):
        above = sum(1 for _other, (other_low, _high) in spans if other_low > high)
        beneath = sum(1 for _other, (_low, other_high) in spans if other_high < low)
        found.append(Standing(each, above + 1, len(spans) - beneath))
    return found + [Standing(each, None, None) for each in sorted(few, key=lambda s: s.name)]
