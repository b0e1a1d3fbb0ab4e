"""The controller's page of the budget: promised, spent, left and expected, derived each time and never blocking help."""
