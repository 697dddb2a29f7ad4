"""听证: asked for or decided, announced in time, held before a panel, concluded by its vote."""
