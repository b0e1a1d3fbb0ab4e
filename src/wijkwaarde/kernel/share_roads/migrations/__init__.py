"""How the table of the roads of shares came to be."""
