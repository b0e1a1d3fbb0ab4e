"""What everybody may see of the budget of a neighbourhood, in plain words, and what the steungroep sees beside it."""
