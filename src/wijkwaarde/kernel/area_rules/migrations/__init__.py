"""How the table of rules came to be."""
