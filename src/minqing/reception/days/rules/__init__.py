"""Pure rules of the leaders' days: which days, who is next, what may be brought, what follows."""
