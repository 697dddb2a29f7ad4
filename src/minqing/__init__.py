"""民情 Minqing: people's-affairs work of a Chinese county, with petition work at its heart."""
