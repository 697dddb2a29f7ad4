"""ACCESS: whether somebody may do something to something, and which door a page has."""
