"""How the table of sessions came to be."""
