"""The invented demo county: organs, accounts and letters at every stage of the path."""
