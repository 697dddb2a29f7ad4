"""领导接访日: the rota of leaders, appointments with them, what was received and what came of the instructions."""
