"""附件: entered by ``public``."""
