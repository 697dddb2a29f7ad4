"""积案: the register of old, repeated, unresolved matters, one plan each, written off with proof."""
