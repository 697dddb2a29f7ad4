"""Matters of another system taken over with their own days: the leaf for imports."""

from minqing.petition.intake.taking_over import OldMatter, take_over
from minqing.petition.matter.models import TakenOver
from minqing.petition.matter.rules import on_time

__all__ = ["OldMatter", "TakenOver", "on_time", "take_over"]
