"""What people in a hall touch and see without signing in: the kiosk, the display, one's own number."""
