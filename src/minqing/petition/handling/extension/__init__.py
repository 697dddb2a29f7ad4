"""延长、中止: when more time may be asked for, and who may grant it (rules only; the verbs are in terms)."""
