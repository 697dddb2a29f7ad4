"""Bringing letters kept elsewhere into the path, with their own dates and authors."""
