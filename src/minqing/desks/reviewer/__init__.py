"""复查复核: the whole file in order, the clock that remains."""
