"""Tables of the project itself."""
