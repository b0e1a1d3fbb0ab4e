"""How many hours of people each party has for a product, month by month: available, planned, used, ill and vacant."""
