"""期限: how a running clock stands, what may pause it, whom to warn (rules only)."""
