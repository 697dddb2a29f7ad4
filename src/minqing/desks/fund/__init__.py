"""专项资金: queue, applications, payments, funds and their books."""
