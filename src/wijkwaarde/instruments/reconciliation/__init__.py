"""Reconciliation: what stands in our books of a party beside what stands in its own, per product and month."""
