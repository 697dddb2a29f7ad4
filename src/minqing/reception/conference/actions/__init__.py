"""The verbs of a conference."""
