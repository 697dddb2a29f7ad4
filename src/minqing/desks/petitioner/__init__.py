"""The petitioner's desk 信访人: hand in, look up, add, withdraw, rate; no account, no rules."""
