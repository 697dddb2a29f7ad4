"""The verbs of the fund."""
