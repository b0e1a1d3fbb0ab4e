"""How the table of own costs came to be."""
