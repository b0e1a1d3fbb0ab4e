"""How the tables of staffing came to be."""
