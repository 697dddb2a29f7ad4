"""Every place where two rooms meet, one short file each."""
