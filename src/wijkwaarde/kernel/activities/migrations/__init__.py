"""How the table of activities came to be."""
