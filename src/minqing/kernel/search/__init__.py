"""检索: entered by ``public``."""
