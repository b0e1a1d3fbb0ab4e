"""How the tables of carers came to be."""
