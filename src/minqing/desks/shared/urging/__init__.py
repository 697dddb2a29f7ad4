"""催办、督办和建议 as both sides see them: the pages of the organ that answers, and of one order or proposal."""
