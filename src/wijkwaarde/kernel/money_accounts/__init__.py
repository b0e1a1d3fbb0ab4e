"""The accounts in the ledger that a budget counts on: what was promised, paid, delivered and is owed; it has no rows of its own."""
