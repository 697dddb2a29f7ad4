"""The cast at its desks."""

from tests.desks.staff import cast, today, walk

__all__ = ["cast", "today", "walk"]
