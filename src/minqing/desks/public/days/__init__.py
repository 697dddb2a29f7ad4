"""领导接访安排: the published rota and appointments, for everybody."""
