"""How long a case is kept, by which rule and source, what stops that, and what was destroyed."""
