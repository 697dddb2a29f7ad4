"""Rows: queries put together once and prepared, and the writes of one act sent in one statement."""
