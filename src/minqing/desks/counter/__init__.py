"""窗口接待: the windows of a hall, where people with a number are received."""
