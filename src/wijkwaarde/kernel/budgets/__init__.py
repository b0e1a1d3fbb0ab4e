"""The budget of a neighbourhood: where it comes from, on which base year, and how a year of it is counted."""
