"""Who has room, on the first page: a tap for who says it of themselves, and a list in numbers for their manager."""
