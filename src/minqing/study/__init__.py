"""学习·考评: exemplars (典型) – good practice told to others, with consent and without personal data."""
