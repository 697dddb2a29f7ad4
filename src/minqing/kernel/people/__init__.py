"""PEOPLE: organs, accounts, posts and persons; who acts, and how a person is reached."""
