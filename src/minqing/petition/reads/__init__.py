"""Reads that see the whole path at once: lists, the case file, the petitioner's page, the three guarantees."""
