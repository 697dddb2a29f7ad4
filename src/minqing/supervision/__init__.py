"""督查: the three guarantees and what is late, over the matters of every organ (信访工作条例 40, 45)."""
