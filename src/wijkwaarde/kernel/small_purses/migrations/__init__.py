"""How the tables of small purses came to be."""
