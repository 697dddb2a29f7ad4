"""① 提出: a resident hands in a matter by any lawful channel (信访工作条例 17, 19)."""
