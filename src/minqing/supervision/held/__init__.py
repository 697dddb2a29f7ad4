"""领导包案: one leader, one unit, one plan until it is solved (信访工作条例 18(2))."""
