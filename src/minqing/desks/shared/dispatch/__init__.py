"""调度: orders of the hall to units, their answers, settlements on the spot."""
