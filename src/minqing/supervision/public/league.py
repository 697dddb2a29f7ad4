"""A leaf of the supervision room's door: league tables of organs."""

from minqing.supervision.league.queries import league, minimum_on, rows_behind, scores
from minqing.supervision.league.rules import MEASURE_WORDS as MEASURE_WORDS
from minqing.supervision.league.rules import Measure as Measure
from minqing.supervision.league.rules import Score as Score
from minqing.supervision.league.rules import Standing as Standing
from minqing.supervision.league.rules import wilson

__all__ = ["league", "minimum_on", "rows_behind", "scores", "wilson"]
