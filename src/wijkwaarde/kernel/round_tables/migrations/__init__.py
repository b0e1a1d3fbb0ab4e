"""How the tables of round tables came to be."""
