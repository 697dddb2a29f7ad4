"""领导包案: the register of held cases and each case's page."""
