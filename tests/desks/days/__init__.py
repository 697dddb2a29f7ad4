"""The leaders' days at the desks."""
