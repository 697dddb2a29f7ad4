"""What is taken down at a counter: one form for the registrar and for the window."""
