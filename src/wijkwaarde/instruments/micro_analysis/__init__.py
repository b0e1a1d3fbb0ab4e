"""The micro-analysis of one household: two indicators and the hours beside them."""
