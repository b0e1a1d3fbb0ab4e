"""Writes journals for Beancount and hledger, and lets those programs read them; knows nothing of what an account means."""
