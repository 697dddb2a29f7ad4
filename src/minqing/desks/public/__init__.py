"""The public pages 公开: what this is, how it goes, how long it may take."""
