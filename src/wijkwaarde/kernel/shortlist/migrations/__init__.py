"""How the tables of the shortlist came to be."""
