"""A room of the kernel; entered by its public door."""
