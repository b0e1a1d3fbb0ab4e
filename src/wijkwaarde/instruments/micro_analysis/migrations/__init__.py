"""How the table of the micro-analysis came to be."""
