"""How the tables of budgets came to be."""
