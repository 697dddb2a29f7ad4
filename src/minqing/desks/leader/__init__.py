"""领导签批: what waits for a signature."""
