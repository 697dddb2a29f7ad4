"""Who gets through which door to which matter, seen from outside."""
