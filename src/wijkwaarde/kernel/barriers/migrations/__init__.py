"""How the tables of barriers came to be."""
