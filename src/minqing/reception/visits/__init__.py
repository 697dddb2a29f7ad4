"""来访: what was done with whoever stood at a window."""
