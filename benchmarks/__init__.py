"""What is measured, against what, and the driver that measures it; `make bench` prints the tables."""
