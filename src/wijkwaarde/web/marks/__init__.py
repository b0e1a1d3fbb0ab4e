"""The pages of the mark: the fixed question, what was given, and its card on the page of a case."""
