"""What all desks share: gate, words, lists, the case page, components; no rules."""
