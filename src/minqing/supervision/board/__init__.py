"""看板: the three guarantees, the deadlines and the organs that are late."""
