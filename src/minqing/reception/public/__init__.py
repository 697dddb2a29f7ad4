"""The door of the reception room; each part has a leaf of its own, such as ``public.hall``."""

from minqing.reception.hall.models import Hall, Ticket
from minqing.reception.hall.rules.states import Standing

__all__ = ["Hall", "Standing", "Ticket"]
