"""登记转办: letters one after another."""
