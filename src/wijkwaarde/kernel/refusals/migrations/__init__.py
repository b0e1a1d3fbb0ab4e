"""How the table of refusals came to be."""
