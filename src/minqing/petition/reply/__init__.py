"""⑤ 答复: the handling opinion, its approval and its delivery (信访工作条例 32)."""
