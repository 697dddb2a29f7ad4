"""信访人的权利: copies and corrections of personal data, conduct, recusal."""
