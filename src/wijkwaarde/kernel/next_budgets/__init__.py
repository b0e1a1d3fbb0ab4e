"""The budget after another one: what it takes over, and taking it away again; it has no rows of its own."""
