"""② 登记: every matter is registered, numbered and classified (信访工作条例 22, 23, 28-31)."""
