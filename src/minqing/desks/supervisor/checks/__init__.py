"""质量抽查、问题件、积案、排行、薄弱环节、典型: the pages of what is looked at again."""
