"""How the tables of flows came to be."""
