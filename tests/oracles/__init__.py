"""Slow second opinions: written apart from what they check, importing nothing of it."""
