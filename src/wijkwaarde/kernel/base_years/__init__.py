"""The base year of a budget as it was put to its parties, and which of them signed it; its costs stand in `budgets`."""
