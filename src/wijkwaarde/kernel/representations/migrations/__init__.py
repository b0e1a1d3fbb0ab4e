"""How the table of representations came to be."""
