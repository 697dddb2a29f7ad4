"""大厅设置: windows, services, rooms and hours of a hall, set up by the steward."""
