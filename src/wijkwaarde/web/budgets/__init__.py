"""The pages on which the controller keeps the budget, and manager and board read it; who is helped is not in them."""
