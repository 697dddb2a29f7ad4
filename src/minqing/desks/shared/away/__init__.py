"""外出与代办: who is away, who stands in, and where the caseload goes meanwhile."""
