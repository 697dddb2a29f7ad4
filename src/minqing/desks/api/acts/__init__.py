"""Every act of the case page for programs: one route, the same table of moves, forms and actions."""
