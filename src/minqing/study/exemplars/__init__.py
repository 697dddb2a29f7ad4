"""典型: nominated from matters with figures and consent, reviewed, published without personal data."""
