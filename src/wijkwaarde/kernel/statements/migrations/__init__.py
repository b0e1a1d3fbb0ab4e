"""How the table of statements came to be."""
