"""The tables of this room, part by part, where Django looks for them."""

from minqing.study.exemplars.models import Exemplar

__all__ = ["Exemplar"]
