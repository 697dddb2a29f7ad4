"""What is done in a hall, one file for each side of it: set-up, the day, numbers, calls, windows."""
