"""What the demo county shows beside the letters: one chapter a theme, in the order in which they are told."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from minqing.kernel.people.public import Account
from minqing.project.demo.chapters.conference import tell_conferences
from minqing.project.demo.chapters.hall import tell_hall
from minqing.project.demo.chapters.leaders import tell_leaders
from minqing.project.demo.chapters.relief import tell_relief

THEMES: Final[tuple[Callable[[date, Mapping[tuple[str, str], Account]], int], ...]] = (
    tell_hall,
    tell_relief,
    tell_conferences,
    tell_leaders,
)
"""Each is told of the day and of who holds which post; told again it adds nothing and looks at most twice."""
