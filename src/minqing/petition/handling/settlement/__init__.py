"""调解·和解 (33): proposed in the middle of handling; with both parties' consent, refused at any time."""
