"""The one list of all desks: facets, columns, keyset paging, export; its whole state is in the address."""
