"""The door of the emergency track (重大、紧急): who must be told within how many minutes, and who was."""

from minqing.petition.reads.reporting import UrgentDue, rungs_of, urgent_due
from minqing.petition.registration.reporting.rules import Rung

__all__ = ["Rung", "UrgentDue", "rungs_of", "urgent_due"]
