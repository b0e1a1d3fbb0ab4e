"""How the tables of consents came to be."""
