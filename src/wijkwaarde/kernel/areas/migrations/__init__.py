"""How the tables of areas came to be."""
