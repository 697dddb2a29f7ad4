"""调度: the orders of the hall to the units, and what was settled on the spot."""
