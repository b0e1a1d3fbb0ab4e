"""The pages of hours of people: of all parties, of one in a year, a month by hand, a file, and what one fte is."""
