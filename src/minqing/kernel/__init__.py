"""The kernel: small shared rooms that know no room of the work itself."""
