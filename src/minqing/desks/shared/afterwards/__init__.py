"""What comes after the answer: call-backs, and what petitioners ask for beside the matter."""
