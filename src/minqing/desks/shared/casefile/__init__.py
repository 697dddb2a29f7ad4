"""The one case page of all desks, and what may be done on it. HTTP and words; no rules."""
