"""LEDGER: what was done and read, by whom and when; append-only, hash-chained, sealed daily."""
