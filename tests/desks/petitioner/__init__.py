"""Tests of the petitioner's desk."""
