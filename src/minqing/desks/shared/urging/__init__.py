"""催办、督办和建议 as both sides see them: the answering organ's pages, one order's or proposal's."""
