"""Generated walks of matters through every branch of the path, without a database."""
