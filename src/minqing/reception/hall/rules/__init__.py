"""The rules of the hall: what may follow what (states), who is next (order), when it is open. Pure."""
