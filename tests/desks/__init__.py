"""The pages desk by desk, without a browser."""
