"""领导接访: the rota, a day with its appointments, records and instructions, for planners and leaders."""
