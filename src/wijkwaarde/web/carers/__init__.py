"""The page of who cares along around a resident; their marks are in web/marks."""
