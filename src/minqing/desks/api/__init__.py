"""The API of the main line."""
