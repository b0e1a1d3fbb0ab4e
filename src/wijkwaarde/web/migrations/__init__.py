"""How the one table of the web layer came to be."""
