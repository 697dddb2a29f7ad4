"""领导接访日: the rota of leaders, appointments with them, records, and what came of instructions."""
