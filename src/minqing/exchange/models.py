"""Gathers the tables of this room; nothing is defined here."""

from minqing.exchange.exports.models import ExportRun
from minqing.exchange.imports.models import ImportRun, RejectedRow, RememberedColumns

__all__ = ["ExportRun", "ImportRun", "RejectedRow", "RememberedColumns"]
