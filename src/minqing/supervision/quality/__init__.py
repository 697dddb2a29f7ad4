"""质量抽查: closed matters drawn by risk and read by somebody else against a checklist."""
