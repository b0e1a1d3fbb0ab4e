"""How the tables of parties came to be."""
