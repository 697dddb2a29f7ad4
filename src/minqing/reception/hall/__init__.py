"""接访大厅的窗口和排号: halls, windows, services, opening hours, numbers and calls (信访工作条例 18(3))."""
