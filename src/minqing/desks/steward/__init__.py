"""系统管理: organs, accounts, calendar, papers, the state of the installation."""
