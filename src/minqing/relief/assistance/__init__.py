"""帮扶计划: measures of help on a matter, who does them by when, what came of them, and the review."""
