"""What the fund is decided by; money is integer 分 throughout. Pure."""
