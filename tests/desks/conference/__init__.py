"""Conferences and orders of the hall, at the desks of the office and of the units."""
