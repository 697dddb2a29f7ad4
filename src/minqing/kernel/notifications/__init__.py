"""通知: entered by ``public``."""
