"""催办·督办: orders on a matter, from the first reminder to the talk with a leader, until it is judged."""
