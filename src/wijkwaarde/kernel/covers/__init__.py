"""A colleague who stands in for somebody who is ill or on holiday, for a term."""
