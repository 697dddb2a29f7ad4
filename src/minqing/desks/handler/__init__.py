"""承办: what a handler has to do."""
