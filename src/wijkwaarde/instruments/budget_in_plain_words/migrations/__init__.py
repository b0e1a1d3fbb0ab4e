"""How the table of what was published came to be."""
