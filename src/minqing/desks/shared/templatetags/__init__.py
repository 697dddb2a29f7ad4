"""Template tags of all desks."""
