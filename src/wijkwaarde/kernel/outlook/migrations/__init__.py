"""How the tables of the outlook came to be."""
