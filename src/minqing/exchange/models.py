"""Gathers the tables of this room; nothing is defined here."""

from minqing.exchange.imports.models import ImportRun, RejectedRow, RememberedColumns

__all__ = ["ImportRun", "RejectedRow", "RememberedColumns"]
