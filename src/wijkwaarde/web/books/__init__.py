"""The pages of the books: what is on each account, why, and until when the books are closed."""
