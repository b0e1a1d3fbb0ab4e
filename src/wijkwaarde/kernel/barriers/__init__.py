"""Rules that stand in the way of a plan, and what a manager answers."""
