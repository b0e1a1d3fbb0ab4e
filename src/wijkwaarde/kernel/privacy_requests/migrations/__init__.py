"""How the tables of measurements came to be."""
