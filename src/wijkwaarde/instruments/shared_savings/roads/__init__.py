"""By which road a share travelled, on pages: said by the controller, read by who reads the budget."""
