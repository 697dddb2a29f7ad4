"""专项资金: the fund of a year and a source, applications, signatures, payments, refunds and the books."""
