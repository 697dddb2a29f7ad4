"""The one list of all desks: facets, words, columns, keyset paging, export; its whole state is in the address."""
