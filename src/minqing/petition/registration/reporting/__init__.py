"""紧急报告的时限: within how many minutes each level is to be told."""
