"""复查·复核 (⑥): a linked matter at the next-higher organ, twice at most."""
