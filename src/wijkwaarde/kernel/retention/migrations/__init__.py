"""How the tables of retention came to be."""
