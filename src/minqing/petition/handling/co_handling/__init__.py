"""协办: the lead organ asks other organs, each a question with a deadline, and gets their opinions."""
