"""问题件: bounces, redone opinions and repeats raise a case by themselves, with owner and day."""
