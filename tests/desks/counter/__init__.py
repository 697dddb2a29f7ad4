"""The counter and what stands in the hall, through their pages."""
