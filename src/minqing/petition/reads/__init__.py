"""Reads that see the whole path at once.

Lists, the case file, the petitioner's page, the three guarantees.
"""
