"""The cast at its desks, and one county with a plain matter, somebody else's, and sealed accusations."""

from tests.desks.gates.stage import stage
from tests.desks.staff import cast, today, walk

__all__ = ["cast", "stage", "today", "walk"]
