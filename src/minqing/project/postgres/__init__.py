"""Django's PostgreSQL backend with prepared statements and a cheaper look at a kept connection (ADR 0011)."""
