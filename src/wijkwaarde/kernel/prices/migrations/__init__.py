"""How the tables of prices came to be."""
