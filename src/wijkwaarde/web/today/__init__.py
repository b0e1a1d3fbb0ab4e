"""The first page of a professional: what waits for them today."""
