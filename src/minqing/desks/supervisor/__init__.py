"""督查: the three guarantees."""
