"""What years of the budget came to, for those who share a result; no rows of its own and no opinion about them."""
