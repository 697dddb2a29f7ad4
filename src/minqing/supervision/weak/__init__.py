"""薄弱环节: units, subjects and steps that stand out in a period, and the proposals made of them."""
