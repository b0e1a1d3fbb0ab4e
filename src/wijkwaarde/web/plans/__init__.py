"""The pages of a plan: writing it, saying yes, and how a line goes."""
