"""Makes matters for tests, through the real actions."""
