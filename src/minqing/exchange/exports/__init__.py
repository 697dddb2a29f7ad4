"""Exports: whole lists as files, written in the background, with progress and a record of who took what."""
