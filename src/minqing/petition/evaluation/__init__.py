"""⑦ 满意度评价: the petitioner rates office and organ apart (信访工作条例 21)."""
