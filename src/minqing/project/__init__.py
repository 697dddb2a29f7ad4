"""The installation: settings, addresses, database, server and start-up checks."""
