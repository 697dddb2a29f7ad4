"""文书: entered by ``public``."""
