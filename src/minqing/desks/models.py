"""The tables of the desks, gathered for Django: only what a page itself must remember."""

from minqing.desks.api.models import ActCall
from minqing.desks.shared.limits import Attempt
from minqing.desks.shared.listing.models import Preference

__all__ = ["ActCall", "Attempt", "Preference"]
