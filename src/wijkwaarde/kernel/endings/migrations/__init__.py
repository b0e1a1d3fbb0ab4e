"""How the tables of endings came to be."""
