"""Deliveries: what parties say they did on the budget, from their own files, each booked in the ledger."""
