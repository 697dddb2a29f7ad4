"""Pages by who sits there: HTTP only, no rules."""
