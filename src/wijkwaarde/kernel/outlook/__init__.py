"""How a year of the budget stands and what it will come to: one answer, for every page that says it."""
