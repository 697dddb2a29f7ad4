"""Tests of this desk's pages."""
