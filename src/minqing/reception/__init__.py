"""接访大厅: windows and numbers, leaders' reception days, joint conferences (信访工作条例 18)."""
