"""The door of the room of study (学习·考评): exemplars."""

from minqing.study.exemplars.models import Exemplar
from minqing.study.exemplars.rules import STATUS_WORDS, Nomination, Status

__all__ = ["STATUS_WORDS", "Exemplar", "Nomination", "Status"]
