"""听取陈述、调查: the petitioner is heard before an opinion goes up; what was asked and said is recorded."""
