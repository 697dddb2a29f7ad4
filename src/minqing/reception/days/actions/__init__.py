"""Writes of the leaders' days."""
