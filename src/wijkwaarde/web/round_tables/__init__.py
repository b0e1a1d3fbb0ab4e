"""The pages of round tables: planning one, seeing who comes, the A4 for the table."""
